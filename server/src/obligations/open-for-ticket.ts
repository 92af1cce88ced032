import type { Calendar } from '@shouwen/calendar';
import { type Cause, type Change, type Entry, open } from '@shouwen/obligations';
import { chooseCalendar } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import { type Selection, selectTerms } from '../policies/select-terms.ts';
import { termsInForce } from '../policies/terms.ts';
import type { Tx } from '../tables.ts';
import {
  calendarColumns,
  columnsOf,
  insertObligations,
  insertSteps,
  type LoadedObligation,
  type ObligationRow,
} from './store.ts';
import type { Superiors } from './superiors.ts';
import {
  type NextDue,
  nextDueOf,
  type ObligationSpec,
  ownerFor,
  type TicketSubject,
  termsFor,
} from './ticket-terms.ts';

export interface Planned {
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
 * Works out what a ticket opened now, by this event, obliges to. `superiors` are those above it; `received` is when
 * the request reached us, from which due times count.
 */
export function planForTicket(
  context: Context,
  ticket: TicketSubject,
  eventId: string,
  superiors: Superiors,
  received: Date = context.now,
): OpeningPlan {
  const cause = { at: context.now, event: eventId };
  const selection = selectTerms(context, termsInForce(context.configuration), ticket);
  const obligations = selection.kinds
    .filter(({ value }) => beginsWithTicket(value, selection, ticket))
    .filter(({ value }) => !isSpared(value, ticket))
    .map((kind) => planOne(context, ticket, kind, { selection, cause, superiors, start: received }));
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

/** The customer who opens it waits for an answer from then on, if that is a contact. */
function beginsWithTicket({ on }: ObligationSpec, { contacts }: Selection, { channel }: TicketSubject) {
  if (on === 'customer.waits') return contacts.includes(channel);
  return on === 'ticket.opened' || on === 'team.entered';
}

/** Whether the kind is not owed on this ticket because there is a first-contact owner already. */
export function isSpared(spec: ObligationSpec, ticket: TicketSubject): boolean {
  return spec.unless?.includes('has_first_contact_owner') === true && ticket.first_contact_owner_id !== null;
}

/** What opening one kind on a ticket depends on. */
export interface Opening {
  selection: Pick<Selection, 'policy'>;
  cause: Cause;
  superiors: Superiors;
  start: Date;
  /** pauses between the start and now */
  before?: readonly (Entry & { kind: 'paused' | 'resumed' })[];
  /** the version of the configuration that the ticket goes by; the one in force unless given */
  policyVersion?: string;
}

/** One obligation of a ticket, worked out but not written. */
export function planOne(
  context: Context,
  ticket: TicketSubject,
  { key, value: spec }: Selection['kinds'][number],
  { selection, cause, superiors, start, before, policyVersion }: Opening,
): Planned {
  const counted = chooseCalendar(context.configuration, { ...ticket, named: spec.calendar });
  const terms = termsFor(spec, ticket, counted.calendar, start);
  const change = open(counted.calendar, start, terms, cause, before);
  const { clock, ...columns } = columnsOf(change.clock);
  const row: ObligationRow = {
    org_id: context.org,
    id: newId(context.now),
    kind: key,
    subject_kind: 'ticket',
    subject_id: ticket.id,
    ticket_id: ticket.id,
    unit_id: ticket.unit_id,
    ...ownerFor(spec, ticket, superiors),
    opened_by: cause.event,
    opened_at: context.now,
    ...columns,
    clock: JSON.parse(clock),
    ...calendarColumns(counted),
    towards_customer: spec.towards_customer,
    clause: spec.clause,
    policy_version: policyVersion ?? context.configuration.policyVersion,
    policy_key: selection.policy,
    named_calendar: spec.calendar ?? null,
  };
  return { row, change, calendar: counted.calendar };
}

/** Writes what was planned, once the ticket's row is there. */
export async function openPlanned(
  tx: Tx,
  context: Context,
  plan: Pick<OpeningPlan, 'obligations'>,
): Promise<void> {
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
export function plannedObligations(plan: Pick<OpeningPlan, 'obligations'>): LoadedObligation[] {
  return plan.obligations.map(({ row, change, calendar }) => ({ row, clock: change.clock, calendar }));
}
