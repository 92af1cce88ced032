import type { Calendar } from '@shouwen/calendar';
import { type Change, tick } from '@shouwen/obligations';
import { sql } from 'kysely';
import type { App, Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import type { Tx } from '../tables.ts';
import { writeNextDue } from '../tickets/write-next-due.ts';
import { actOnAll } from './act.ts';
import { runActions } from './run-actions.ts';
import { calendarsFor, type LoadedObligation, type ObligationRow, revive, saveChanges } from './store.ts';
import { nextDueOfLoaded } from './ticket-terms.ts';

const batchSize = 100;
const longestSleep = 1_000; // ms
const asideFor = 60_000; // ms

/** Obligations that could not be worked out, and until when they are left alone so that they do not hold up others. */
type Aside = Map<string, number>;

/**
 * Acts on every obligation whose next moment has come by `now` (the clock's unless given). Gives how many. Each is
 * acted on once, however many do this at the same time and whatever is killed.
 */
export async function sweepDue(
  app: App,
  systemContext: () => Promise<Context>,
  now?: Date,
  aside: Aside = new Map(),
): Promise<number> {
  let total = 0;
  for (;;) {
    const system = await systemContext();
    const context = now ? { ...system, now } : system;
    const swept = await app.db.transaction().execute((tx) => sweepBatch(tx, context, aside));
    if (swept.acted > 0) app.ledgerGrew();
    total += swept.acted;
    if (swept.claimed < batchSize) return total;
  }
}

/** The same within one transaction: for whoever makes up a past. */
export async function sweepWithin(tx: Tx, context: Context): Promise<number> {
  const aside: Aside = new Map();
  let total = 0;
  for (;;) {
    const { claimed, acted } = await sweepBatch(tx, context, aside);
    total += acted;
    if (claimed < batchSize) return total;
  }
}

/** Goes on acting on what falls due until it is stopped: at its moment, or at most a second later. */
export function startSweep(app: App, systemContext: () => Promise<Context>): Loop {
  const aside: Aside = new Map();
  return startLoop({
    name: 'sweep',
    log: app.log,
    step: () => lookOnce(app, systemContext, aside),
  });
}

/**
 * One look: acts on what is due and on what steps of escalations are to do. Gives how long to sleep, in milliseconds. At a
 * quiet moment it reads the nearest moment and nothing else of what is owed.
 */
export async function lookOnce(
  app: App,
  systemContext: () => Promise<Context>,
  aside: Aside = new Map(),
): Promise<number> {
  const now = app.clock.now().getTime();
  for (const [id, until] of aside) if (until <= now) aside.delete(id);
  let next = await nextMoment(app, aside);
  if (next && next.getTime() <= now) {
    await sweepDue(app, systemContext, undefined, aside);
    next = await nextMoment(app, aside);
  }
  await runActions(app, systemContext);
  const wait = next ? next.getTime() - app.clock.now().getTime() : longestSleep;
  // what is due already is in other hands at this moment
  return Math.min(longestSleep, Math.max(wait, 50));
}

async function sweepBatch(
  tx: Tx,
  context: Context,
  aside: Aside,
): Promise<{ claimed: number; acted: number }> {
  const claimed = await claim(tx, context, aside);
  const tickets = [...new Set(claimed.map((row) => row.ticket_id))].filter((id) => id !== null);
  const free = claimed.filter((row) => row.ticket_id === null).map((row) => row.id);
  const rows = await lockAll(tx, context, tickets, free);
  const calendars = await calendarsFor(tx, context.org, rows);
  const worked = groups(rows).flatMap((group) => workOut(context, group, calendars, aside) ?? []);
  const after = await saveChanges(tx, context, worked);
  await actOnAll(
    tx,
    context,
    worked.map(({ loaded, change, eventIds }, at) => ({
      loaded: after[at] ?? loaded,
      raised: change.raised,
      eventIds,
    })),
  );
  await writeNextDue(tx, context, nextDueByTicket(after, context.now));
  return {
    claimed: claimed.length,
    acted: worked.filter(({ loaded, change }) => change.clock !== loaded.clock).length,
  };
}

function nextDueByTicket(obligations: readonly LoadedObligation[], now: Date) {
  const byTicket = new Map<string, LoadedObligation[]>();
  for (const one of obligations)
    if (one.row.ticket_id) byTicket.set(one.row.ticket_id, [...(byTicket.get(one.row.ticket_id) ?? []), one]);
  return [...byTicket].map(([id, own]) => ({ id, nextDue: nextDueOfLoaded(own, now) }));
}

/**
 * Takes obligations that are due, with their tickets, and passes over whatever somebody else holds: the ticket is locked
 * before the obligation, as everywhere. Index obligation_next, so that the cost follows what is due.
 */
async function claim(tx: Tx, context: Context, aside: Aside) {
  const except = [...aside.keys()];
  const { rows } = await sql<{ id: string; ticket_id: string | null }>`
    select o.id, o.ticket_id
    from obligation o join ticket t on t.org_id = o.org_id and t.id = o.ticket_id
    where o.org_id = ${context.org} and o.next_at <= ${context.now} and not o.id = any (${except}::uuid[])
    order by o.next_at limit ${batchSize}
    for update of t, o skip locked`.execute(tx);
  if (rows.length === batchSize) return rows;
  const { rows: free } = await sql<{ id: string; ticket_id: null }>`
    select o.id, o.ticket_id from obligation o
    where o.org_id = ${context.org} and o.next_at <= ${context.now} and o.ticket_id is null
      and not o.id = any (${except}::uuid[])
    order by o.next_at limit ${batchSize - rows.length}
    for update skip locked`.execute(tx);
  return [...rows, ...free];
}

/** Everything owed on the tickets, which their lists' due time depends on, and what stands on no ticket. */
async function lockAll(
  tx: Tx,
  context: Context,
  tickets: string[],
  free: string[],
): Promise<ObligationRow[]> {
  if (tickets.length + free.length === 0) return [];
  return tx
    .selectFrom('obligation')
    .selectAll()
    .where('org_id', '=', context.org)
    .where((on) => {
      const of = [];
      if (tickets.length > 0) of.push(on('ticket_id', 'in', tickets));
      if (free.length > 0) of.push(on('id', 'in', free));
      return on.or(of);
    })
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** By ticket; what stands on none is alone. */
function groups(rows: ObligationRow[]): ObligationRow[][] {
  const byTicket = new Map<string, ObligationRow[]>();
  for (const row of rows) {
    const key = row.ticket_id ?? row.id;
    byTicket.set(key, [...(byTicket.get(key) ?? []), row]);
  }
  return [...byTicket.values()];
}

interface Worked {
  loaded: LoadedObligation;
  change: Change;
  /** the events to come: one for each moment, cited by its step */
  eventIds: string[];
}

/** What is to be done, without touching the database; null when a clock cannot be read, which is said in the log. */
function workOut(
  context: Context,
  group: ObligationRow[],
  calendars: ReadonlyMap<string, Calendar>,
  aside: Aside,
): Worked[] | null {
  try {
    return group.map((row) => {
      const loaded = revive(row, calendars);
      const change = tick(loaded.clock, loaded.calendar, { at: context.now, event: '' });
      const eventIds = change.raised.map(() => newId(context.now));
      const steps = change.steps.map((step, index) => ({ ...step, event: eventIds[index] ?? '' }));
      return { loaded, change: { ...change, steps }, eventIds };
    });
  } catch (error) {
    for (const row of group) aside.set(row.id, context.app.clock.now().getTime() + asideFor);
    context.app.log.error(
      { err: error, obligations: group.map((row) => row.id) },
      'these obligations cannot be worked out; the others go on',
    );
    return null;
  }
}

async function nextMoment(app: App, aside: Aside): Promise<Date | null> {
  const { rows } = await sql<{ next_at: Date }>`
    select next_at from obligation where org_id = ${app.org} and next_at is not null
      and not id = any (${[...aside.keys()]}::uuid[])
    order by next_at limit 1`.execute(app.db); // index obligation_next
  return rows[0]?.next_at ?? null;
}
