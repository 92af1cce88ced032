import type { Calendar } from '@shouwen/calendar';
import { type Change, open } from '@shouwen/obligations';
import { chooseCalendar } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import {
  calendarColumns,
  columnsOf,
  insertObligations,
  insertSteps,
  type LoadedObligation,
  type ObligationRow,
} from './store.ts';
import { type NextDue, nextDueOf, ownerFor, type TicketSubject, termsFor } from './ticket-terms.ts';

interface Planned {
  row: ObligationRow;
  change: Change;
  calendar: Calendar;
}

/** The obligations that a new ticket opens, worked out but not written: the ticket's row needs their next due time. */
export interface OpeningPlan {
  obligations: Planned[];
  nextDue: NextDue;
}

/**
 * Works out what a ticket opened now, by this event, obliges to. `leadId` is the lead of its team; `received` is when
 * the request reached us, from which due times count.
 */
export function planForTicket(
  context: Context,
  ticket: TicketSubject,
  eventId: string,
  leadId: string | null,
  received: Date = context.now,
): OpeningPlan {
  const cause = { at: context.now, event: eventId };
  const obligations: Planned[] = [];
  for (const { key, value: spec } of context.configuration.list('obligations')) {
    if (spec.unless?.includes('has_first_contact_owner') && ticket.first_contact_owner_id !== null) continue;
    const counted = chooseCalendar(context.configuration, { ...ticket, named: spec.calendar });
    const terms = termsFor(spec, ticket, counted.calendar, received);
    const change = open(counted.calendar, received, terms, cause);
    const { clock, ...columns } = columnsOf(change.clock);
    const row: ObligationRow = {
      org_id: context.org,
      id: newId(context.now),
      kind: key,
      subject_kind: 'ticket',
      subject_id: ticket.id,
      ticket_id: ticket.id,
      unit_id: ticket.unit_id,
      ...ownerFor(spec, ticket, leadId),
      opened_by: eventId,
      opened_at: context.now,
      ...columns,
      clock: JSON.parse(clock),
      ...calendarColumns(counted),
      towards_customer: spec.towards_customer,
      clause: spec.clause,
      policy_version: context.configuration.policyVersion,
    };
    obligations.push({ row, change, calendar: counted.calendar });
  }
  const nextDue = nextDueOf(
    obligations.map(({ row: { kind, towards_customer }, change: { clock } }) => ({
      kind,
      towards_customer,
      clock,
    })),
    context.now,
  );
  return { obligations, nextDue };
}

/** Writes what was planned, once the ticket's row is there. */
export async function openPlanned(tx: Tx, context: Context, plan: OpeningPlan): Promise<void> {
  if (plan.obligations.length === 0) return;
  await Promise.all([
    insertObligations(
      tx,
      plan.obligations.map(({ row }) => row),
    ),
    insertSteps(
      tx,
      context,
      plan.obligations.map(({ row, change }) => ({ id: row.id, steps: change.steps, first: true })),
    ),
  ]);
}

/** The same as it will be read again. */
export function plannedObligations(plan: OpeningPlan): LoadedObligation[] {
  return plan.obligations.map(({ row, change, calendar }) => ({ row, clock: change.clock, calendar }));
}
