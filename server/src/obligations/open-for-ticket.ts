import { type Change, open } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { calendarInForce, columnsOf, insertSteps, type ObligationRow } from './store.ts';
import { type NextDue, nextDueOf, ownerFor, type TicketSubject, termsFor } from './ticket-terms.ts';

interface Planned {
  id: string;
  kind: string;
  change: Change;
  towards_customer: boolean;
  values: Omit<ObligationRow, 'clock'> & { clock: string };
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
    const change = open(calendarInForce, received, termsFor(spec, ticket), cause);
    const id = newId(context.now);
    const values = {
      org_id: context.org,
      id,
      kind: key,
      subject_kind: 'ticket',
      subject_id: ticket.id,
      ticket_id: ticket.id,
      unit_id: ticket.unit_id,
      ...ownerFor(spec, ticket, leadId),
      opened_by: eventId,
      opened_at: context.now,
      ...columnsOf(change.clock),
      towards_customer: spec.towards_customer,
      clause: spec.clause,
      policy_version: context.configuration.policyVersion,
    };
    obligations.push({ id, kind: key, change, towards_customer: spec.towards_customer, values });
  }
  const nextDue = nextDueOf(
    obligations.map(({ kind, towards_customer, change }) => ({
      kind,
      towards_customer,
      clock: change.clock,
    })),
    context.now,
  );
  return { obligations, nextDue };
}

/** Writes what was planned, once the ticket's row is there. */
export async function openPlanned(tx: Tx, context: Context, plan: OpeningPlan): Promise<void> {
  if (plan.obligations.length === 0) return;
  await tx
    .insertInto('obligation')
    .values(plan.obligations.map(({ values }) => values))
    .execute();
  await insertSteps(
    tx,
    context,
    plan.obligations.map(({ id, change }) => ({ id, steps: change.steps, first: true })),
  );
}
