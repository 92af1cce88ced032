import type { Calendar } from '@shouwen/calendar';
import {
  type Change,
  type Clock,
  type ClockRecord,
  derive,
  reviveHistory,
  type Stored,
} from '@shouwen/obligations';
import { type Selectable, sql } from 'kysely';
import type { CalendarInForce } from '../calendars/choose-calendar.ts';
import { calendarsOf } from '../calendars/versions.ts';
import type { Context } from '../context.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import type { ObligationTable } from './tables.ts';

export type ObligationRow = Selectable<ObligationTable>;

/** What a clock is brought to life from. */
export type ClockColumns = Pick<ObligationRow, 'clock' | 'calendar_version'>;

/** An obligation with its clock brought to life, and the calendar that it is counted on. */
export interface LoadedObligation<Row = ObligationRow> {
  row: Row;
  clock: Clock;
  calendar: Calendar;
}

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
  return reviveAll(tx, context.org, rows);
}

/** Rows with their clocks brought to life. */
export async function reviveAll<Row extends ClockColumns>(
  tx: Tx,
  org: number,
  rows: readonly Row[],
): Promise<LoadedObligation<Row>[]> {
  const calendars = await calendarsFor(tx, org, rows);
  return rows.map((row) => revive(row, calendars));
}

/** The calendars on which these rows were counted last. */
export function calendarsFor(tx: Tx, org: number, rows: readonly ClockColumns[]) {
  return calendarsOf(
    tx,
    org,
    rows.map((row) => row.calendar_version),
  );
}

/**
 * A row with its clock brought to life: what was stored as JSON, and what follows from it on its calendar, as that was when
 * the row was counted last.
 */
export function revive<Row extends ClockColumns>(
  row: Row,
  calendars: ReadonlyMap<string, Calendar>,
): LoadedObligation<Row> {
  const calendar = calendars.get(row.calendar_version);
  if (!calendar) throw new Error(`the calendar of the version ${row.calendar_version} was not kept`);
  const stored = row.clock as unknown as Stored<ClockRecord>;
  const record = {
    started_at: new Date(stored.started_at),
    history: reviveHistory(stored.history),
    fired: stored.fired,
  };
  return { row, clock: derive(calendar, record), calendar };
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

/** The columns that say which calendar an obligation is counted on. */
export const calendarColumns = ({ key, version }: CalendarInForce) => ({
  calendar_key: key,
  calendar_version: version,
});

/** What else a change gives an obligation. */
export interface Given {
  owner?: { owner_user_id: string | null; owner_team_id: string | null } | undefined;
  calendar?: CalendarInForce | undefined;
  /** the policy that its terms come from now, the version that it goes by, and the calendar that these name */
  policy?: Pick<ObligationRow, 'policy_key' | 'policy_version' | 'named_calendar'> | undefined;
}

/**
 * Writes a change of one obligation: its row and the steps of its ledger. Gives the obligation as it is then.
 * `given` is another owner, or the calendar on which the change was counted.
 */
export async function saveChange(
  tx: Tx,
  context: Context,
  loaded: LoadedObligation,
  change: Change,
  { owner, calendar, policy }: Given = {},
): Promise<LoadedObligation> {
  if (change.clock === loaded.clock && change.steps.length === 0 && !owner && !calendar && !policy)
    return loaded;
  const row = await tx
    .updateTable('obligation')
    .set({ ...columnsOf(change.clock), ...owner, ...policy, ...(calendar ? calendarColumns(calendar) : {}) })
    .where('org_id', '=', context.org)
    .where('id', '=', loaded.row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (change.steps.length > 0) await insertSteps(tx, context, [{ id: row.id, steps: change.steps }]);
  return { row, clock: change.clock, calendar: calendar?.calendar ?? loaded.calendar };
}

/**
 * The same for many obligations at once, in two statements. Gives them as they are then, in the same order. They must be
 * different ones.
 */
export async function saveChanges(
  tx: Tx,
  context: Context,
  changes: readonly { loaded: LoadedObligation; change: Change }[],
): Promise<LoadedObligation[]> {
  const changed = changes.filter(({ loaded, change }) => change.clock !== loaded.clock);
  if (changed.length > 0) {
    const ids = changed.map(({ loaded }) => loaded.row.id);
    const values = changed.map(({ change }) => columnsOf(change.clock));
    await sql`
      update obligation set state = c.state, outcome = c.outcome, clock = c.clock, due_at = c.due_at, next_at = c.next_at,
        done_at = c.done_at
      from unnest(${ids}::uuid[], ${values.map((one) => one.state)}::text[], ${values.map((one) => one.outcome)}::text[],
        ${values.map((one) => one.clock)}::jsonb[], ${values.map((one) => one.due_at)}::timestamptz[],
        ${values.map((one) => one.next_at)}::timestamptz[], ${values.map((one) => one.done_at)}::timestamptz[])
        as c (id, state, outcome, clock, due_at, next_at, done_at)
      where obligation.org_id = ${context.org} and obligation.id = any (${ids}::uuid[]) and obligation.id = c.id`.execute(
      tx,
    );
  }
  await insertSteps(
    tx,
    context,
    changes.map(({ loaded, change }) => ({ id: loaded.row.id, steps: change.steps })),
  );
  return changes.map(({ loaded, change }) => {
    const { clock, ...columns } = columnsOf(change.clock);
    return { ...loaded, row: { ...loaded.row, ...columns, clock: JSON.parse(clock) }, clock: change.clock };
  });
}

const columns =
  'org_id, id, kind, subject_kind, subject_id, ticket_id, unit_id, owner_user_id, owner_team_id, opened_by, opened_at, state, outcome, clock, due_at, next_at, done_at, towards_customer, clause, policy_version, policy_key, named_calendar, calendar_key, calendar_version';
const insertText = `
  insert into obligation (${columns}) select ${columns} from json_populate_recordset(null::obligation, $1)`;

/** Writes new obligations. */
export async function insertObligations(tx: Tx, rows: readonly ObligationRow[]): Promise<void> {
  await query(tx, insertText, [JSON.stringify(rows)]);
}

/** Says of many obligations on which calendar they are counted now, in one statement. */
export async function saveCalendars(
  tx: Tx,
  context: Context,
  counted: readonly { id: string; calendar: CalendarInForce }[],
): Promise<void> {
  if (counted.length === 0) return;
  const ids = counted.map(({ id }) => id);
  await sql`
    update obligation set calendar_key = c.key, calendar_version = c.version
    from unnest(${ids}::uuid[], ${counted.map(({ calendar }) => calendar.key)}::text[],
      ${counted.map(({ calendar }) => calendar.version)}::text[]) as c (id, key, version)
    where obligation.org_id = ${context.org} and obligation.id = any (${ids}::uuid[]) and obligation.id = c.id`.execute(
    tx,
  );
}

/** Appends steps; each obligation's go on from its last number (its row is locked, or was just made). */
export async function insertSteps(
  tx: Tx,
  context: Context,
  ledgers: readonly { id: string; steps: Change['steps']; first?: boolean }[],
): Promise<void> {
  const steps = ledgers.flatMap(({ id, steps: own, first }) =>
    own.map(({ kind, at, event, ...detail }, index) => ({
      id,
      n: index + 1,
      first,
      kind,
      at,
      event,
      detail,
    })),
  );
  if (steps.length === 0) return;
  await query(tx, steps.every((step) => step.first) ? firstSteps : furtherSteps, [
    context.org,
    JSON.stringify(steps),
  ]);
}

const stepsAfter = (known: string) => `
  insert into obligation_step (org_id, obligation_id, seq, kind, at, event_id, detail)
  select $1, s.id, ${known} + s.n, s.kind, s.at, s.event, s.detail
  from json_to_recordset($2) as s (id uuid, n int, kind text, at timestamptz, event uuid, detail jsonb)`;
const firstSteps = stepsAfter('0');
const furtherSteps = stepsAfter(
  'coalesce((select max(l.seq) from obligation_step l where l.org_id = $1 and l.obligation_id = s.id), 0)',
);
