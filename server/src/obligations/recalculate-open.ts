import { createHash } from 'node:crypto';
import { type Change, recalculate } from '@shouwen/obligations';
import { type CalendarInForce, calendarsInForce, chooseCalendar } from '../calendars/choose-calendar.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { App, Context } from '../context.ts';
import { appendEvents } from '../events/append-event.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import { newId } from '../platform/ids.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import type { Tx } from '../tables.ts';
import { writeNextDue } from '../tickets/write-next-due.ts';
import { calendarDetail, isCountedOn } from './on-calendar.ts';
import { type LoadedObligation, type ObligationRow, reviveAll, saveCalendars, saveChanges } from './store.ts';
import { nextDueOfLoaded } from './ticket-terms.ts';

const batchSize = 500;
const idleLook = 1_000; // ms

/**
 * Counts what is owed anew on the calendars as they are now, batch by batch, after calendars were corrected or count for
 * others. Each obligation that a correction moves gets one step and one event, however many processes do this and
 * whatever is killed: the obligation itself says on which version it was counted. Gives how many were moved.
 */
export async function recalculateOpen(app: App, systemContext: () => Promise<Context>): Promise<number> {
  let moved = 0;
  for (;;) {
    const context = await systemContext();
    const batch = await app.db.transaction().execute((tx) => recalculateBatch(tx, context));
    if (batch.moved > 0) app.ledgerGrew();
    moved += batch.moved;
    if (batch.done) return moved;
  }
}

/** Goes on doing so until it is stopped, whenever the configuration has changed. */
export function startRecalculation(app: App, systemContext: () => Promise<Context>): Loop {
  let seen = -1;
  return startLoop({
    name: 'recalculation',
    log: app.log,
    step: async () => {
      const { configuration } = await systemContext();
      if (configuration.revision === seen) return idleLook;
      await recalculateOpen(app, systemContext);
      seen = configuration.revision;
      return idleLook;
    },
  });
}

/** What decides on which calendar anything is counted. */
function calendarsDigest(configuration: Configuration): string {
  const calendars = [...calendarsInForce(configuration).values()].map(({ key, version }) => [key, version]);
  const counts = configuration.list('calendars').map(({ key, value }) => [key, value.counts_for]);
  const units = configuration.units().map(({ id, parent_id }) => [id, parent_id]);
  const all = canonicalJson([calendars, counts, units]);
  return createHash('sha256').update(all).digest('hex');
}

/** One batch, which the row of the recalculation holds together: nobody else works on one meanwhile. */
async function recalculateBatch(tx: Tx, context: Context): Promise<{ moved: number; done: boolean }> {
  const calendars = calendarsDigest(context.configuration);
  await tx
    .insertInto('recalculation')
    .values({
      org_id: context.org,
      calendars: '',
      after_id: null,
      changed: 0,
      begun_at: context.now,
      ended_at: context.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const progress = await tx
    .selectFrom('recalculation')
    .selectAll()
    .where('org_id', '=', context.org)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const fresh = progress.calendars !== calendars;
  if (!fresh && progress.ended_at !== null) return { moved: 0, done: true };
  const after = fresh ? null : progress.after_id;
  const rows = await openAfter(tx, context, after);
  const moved = await recalculateRows(tx, context, rows);
  const done = rows.length < batchSize;
  const total = fresh ? await countOpen(tx, context) : progress.total;
  await tx
    .updateTable('recalculation')
    .set({
      calendars,
      after_id: rows.at(-1)?.id ?? after,
      changed: (fresh ? 0 : progress.changed) + moved,
      total,
      looked_at: (fresh ? 0 : progress.looked_at) + rows.length,
      begun_at: fresh ? context.now : progress.begun_at,
      ended_at: done ? context.now : null,
    })
    .where('org_id', '=', context.org)
    .execute();
  return { moved, done };
}

async function countOpen(tx: Tx, context: Context): Promise<number> {
  const row = await tx
    .selectFrom('obligation')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('org_id', '=', context.org)
    .where('state', 'in', ['open', 'paused'])
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

type OpenRow = ObligationRow & { team_id: string | null; ticket_unit_id: string | null };

function openAfter(tx: Tx, context: Context, after: string | null): Promise<OpenRow[]> {
  let query = withTeams(tx, context)
    .where('o.state', 'in', ['open', 'paused'])
    .orderBy('o.id')
    .limit(batchSize);
  if (after !== null) query = query.where('o.id', '>', after);
  return query.execute();
}

function withTeams(tx: Tx, context: Context) {
  return tx
    .selectFrom('obligation as o')
    .leftJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'o.org_id').onRef('t.id', '=', 'o.ticket_id'),
    )
    .selectAll('o')
    .select(['t.team_id', 't.unit_id as ticket_unit_id'])
    .where('o.org_id', '=', context.org);
}

function wantedFor(context: Context, row: OpenRow): CalendarInForce {
  return chooseCalendar(context.configuration, {
    // what a policy names is pinned: another one there is a matter of putting it in force
    named: row.named_calendar ?? undefined,
    team_id: row.team_id ?? row.owner_team_id,
    unit_id: row.ticket_unit_id ?? row.unit_id,
  });
}

/** Looks without locks first: most of them stay as they are. Those that move are locked, tickets first, and looked at again. */
async function recalculateRows(tx: Tx, context: Context, rows: OpenRow[]): Promise<number> {
  const stale = rows.filter((row) => !isCountedOn(row, wantedFor(context, row)));
  if (stale.length === 0) return 0;
  const tickets = [...new Set(stale.flatMap((row) => row.ticket_id ?? []))];
  if (tickets.length > 0)
    await tx
      .selectFrom('ticket')
      .select('id')
      .where('org_id', '=', context.org)
      .where('id', 'in', tickets)
      .orderBy('id')
      .forUpdate()
      .execute();
  const locked = await withTeams(tx, context)
    .where((on) =>
      on.or([
        on(
          'o.id',
          'in',
          stale.map((row) => row.id),
        ),
        ...(tickets.length > 0 ? [on('o.ticket_id', 'in', tickets)] : []),
      ]),
    )
    .orderBy('o.id')
    .forUpdate('o')
    .execute();
  const loaded = await reviveAll(tx, context.org, locked);
  const worked = loaded.map((one, index) => move(context, one, locked[index] ?? null));
  return save(tx, context, worked);
}

interface Moved {
  loaded: LoadedObligation;
  change: Change;
  /** null: it is counted as before */
  wanted: CalendarInForce | null;
  eventId: string;
}

function move(context: Context, loaded: LoadedObligation, row: OpenRow | null): Moved {
  const eventId = newId(context.now);
  const unchanged = { clock: loaded.clock, steps: [], raised: [] };
  const running = loaded.row.state === 'open' || loaded.row.state === 'paused';
  const wanted = row && running ? wantedFor(context, row) : null;
  if (!wanted || isCountedOn(loaded.row, wanted)) return { loaded, change: unchanged, wanted: null, eventId };
  const cause = { at: context.now, event: eventId };
  const detail = calendarDetail(loaded.row, wanted);
  return { loaded, change: recalculate(loaded.clock, wanted.calendar, detail, cause), wanted, eventId };
}

async function save(tx: Tx, context: Context, worked: readonly Moved[]): Promise<number> {
  const moved = worked.filter(({ change }) => change.steps.length > 0);
  await appendEvents(
    tx,
    context,
    moved.map(({ loaded: { row, clock }, change, wanted, eventId }) => ({
      id: eventId,
      kind: 'obligation.recalculated',
      subject: { kind: 'obligation', id: row.id },
      ticketId: row.ticket_id,
      data: {
        obligation: row.id,
        kind: row.kind,
        calendar: wanted?.key ?? null,
        due_before: clock.due_at?.toISOString() ?? null,
        due_at: change.clock.due_at?.toISOString() ?? null,
      },
    })),
  );
  const after = await saveChanges(tx, context, worked);
  await saveCalendars(
    tx,
    context,
    worked.flatMap(({ loaded, wanted }) => (wanted ? [{ id: loaded.row.id, calendar: wanted }] : [])),
  );
  const byTicket = new Map<string, LoadedObligation[]>();
  for (const one of after)
    if (one.row.ticket_id !== null)
      byTicket.set(one.row.ticket_id, [...(byTicket.get(one.row.ticket_id) ?? []), one]);
  await writeNextDue(
    tx,
    context,
    [...byTicket].map(([id, own]) => ({ id, nextDue: nextDueOfLoaded(own, context.now) })),
  );
  return moved.length;
}
