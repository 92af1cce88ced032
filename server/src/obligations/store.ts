import { alwaysOpen, type Calendar } from '@shouwen/calendar';
import {
  type Change,
  type Clock,
  type ClockRecord,
  derive,
  reviveHistory,
  type Stored,
} from '@shouwen/obligations';
import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { ObligationTable } from './tables.ts';

export type ObligationRow = Selectable<ObligationTable>;

/** An obligation with its clock brought to life. */
export interface LoadedObligation {
  row: ObligationRow;
  clock: Clock;
}

// Calendars come with the service policies; until then every desk is always open.
export const calendarKey = 'always_open';
export const calendarInForce: Calendar = alwaysOpen('UTC');

/** The obligations of a ticket, locked. The ticket is to be locked before: that order keeps deadlocks away. */
export async function lockObligations(
  tx: Tx,
  context: Context,
  ticketId: string,
): Promise<LoadedObligation[]> {
  const rows = await tx
    .selectFrom('obligation')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticketId)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(revive);
}

/** A row with its clock brought to life: what was stored as JSON, and what follows from it on the calendar. */
export function revive(row: ObligationRow): LoadedObligation {
  const stored = row.clock as unknown as Stored<ClockRecord>;
  const record = {
    started_at: new Date(stored.started_at),
    history: reviveHistory(stored.history),
    fired: stored.fired,
  };
  return { row, clock: derive(calendarInForce, record) };
}

/** The columns that follow from a clock. */
export function columnsOf(clock: Clock) {
  const record: ClockRecord = { started_at: clock.started_at, history: clock.history, fired: clock.fired };
  return {
    state: clock.state,
    outcome: clock.outcome,
    clock: JSON.stringify(record),
    due_at: clock.due_at,
    next_at: clock.next_at,
    done_at: clock.done_at,
  };
}

/**
 * Writes a change of one obligation: its row and the steps of its ledger. Gives the obligation as it is then.
 * `owner` also gives it another owner.
 */
export async function saveChange(
  tx: Tx,
  context: Context,
  loaded: LoadedObligation,
  change: Change,
  owner?: { owner_user_id: string | null; owner_team_id: string | null },
): Promise<LoadedObligation> {
  if (change.clock === loaded.clock && change.steps.length === 0 && !owner) return loaded;
  const row = await tx
    .updateTable('obligation')
    .set({ ...columnsOf(change.clock), ...owner })
    .where('org_id', '=', context.org)
    .where('id', '=', loaded.row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (change.steps.length > 0) await insertSteps(tx, context, [{ id: row.id, steps: change.steps }]);
  return { row, clock: change.clock };
}

/** Appends steps; each obligation's go on from its last number (its row is locked, or was just made). */
export async function insertSteps(
  tx: Tx,
  context: Context,
  ledgers: { id: string; steps: Change['steps']; first?: boolean }[],
): Promise<void> {
  const values = [];
  for (const { id, steps, first } of ledgers) {
    let seq = first ? 0 : await lastSeq(tx, context, id);
    for (const step of steps) {
      const { kind, at, event, ...rest } = step;
      values.push({
        org_id: context.org,
        obligation_id: id,
        seq: ++seq,
        kind,
        at,
        event_id: event,
        detail: JSON.stringify(rest),
      });
    }
  }
  if (values.length > 0) await tx.insertInto('obligation_step').values(values).execute();
}

async function lastSeq(tx: Tx, context: Context, id: string): Promise<number> {
  const row = await tx
    .selectFrom('obligation_step')
    .select((expression) => expression.fn.max('seq').as('seq'))
    .where('org_id', '=', context.org)
    .where('obligation_id', '=', id)
    .executeTakeFirst();
  return row?.seq ?? 0;
}
