import { open, type Terms } from '@shouwen/obligations';
import { chooseCalendar } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { calendarColumns, columnsOf, insertSteps, type LoadedObligation } from './store.ts';

/** Something that somebody owes by a time because a person asked for it, not because a ticket was opened. */
export interface NewObligation {
  /** a built-in kind, named by the text `obligation.<kind>`, or a key of the configuration */
  kind: string;
  subject: { kind: string; id: string };
  ticketId: string | null;
  unitId: string;
  owner: { owner_user_id: string | null; owner_team_id: string | null };
  terms: Terms;
  /** the calendar that it is counted on; without one that of the team, or of the unit */
  calendar?: string | undefined;
  clause?: string | null;
  /** the event that opens it */
  eventId: string;
  /** from when it counts, of what is opened later; now unless given */
  startedAt?: Date;
}

/** Opens an obligation of one's own house, from now on. A ticket that it stands on must be locked. */
export async function openObligation(
  tx: Tx,
  context: Context,
  input: NewObligation,
): Promise<LoadedObligation> {
  const cause = { at: context.now, event: input.eventId };
  const counted = chooseCalendar(context.configuration, {
    named: input.calendar,
    team_id: input.owner.owner_team_id,
    unit_id: input.unitId,
  });
  const { clock, steps } = open(counted.calendar, input.startedAt ?? context.now, input.terms, cause);
  const row = await tx
    .insertInto('obligation')
    .values({
      org_id: context.org,
      id: newId(context.now),
      kind: input.kind,
      subject_kind: input.subject.kind,
      subject_id: input.subject.id,
      ticket_id: input.ticketId,
      unit_id: input.unitId,
      ...input.owner,
      opened_by: input.eventId,
      opened_at: context.now,
      ...columnsOf(clock),
      ...calendarColumns(counted),
      towards_customer: false,
      clause: input.clause ?? null,
      named_calendar: input.calendar ?? null,
      policy_version: context.configuration.policyVersion,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await insertSteps(tx, context, [{ id: row.id, steps, first: true }]);
  return { row, clock, calendar: counted.calendar };
}
