import type { App, Context } from '../context.ts';
import { eventsById } from '../events/read-ledger.ts';
import { readOn } from '../events/reader.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import type { Tx } from '../tables.ts';
import { lockTicketById, type TicketRow } from '../tickets/find-ticket.ts';
import { recordsOf } from '../tickets/sight.ts';
import { fillStays } from './fill-stays.ts';
import { fire } from './fire.ts';
import { conditionOf, isItsTime } from './holds.ts';
import { depthAfter, hasChanged, mayFire, type Occasion } from './occasions.ts';
import { queueWork } from './queue-work.ts';
import { rulesInForce } from './rules.ts';
import { runStays } from './run-stays.ts';
import { followStays } from './stays.ts';
import { nextWork, payloadOf } from './work.query.ts';

const idleLook = 500; // ms
const mostTries = 5;

/** Goes on asking the rules until it is stopped. Any number of processes may do this on one database. */
export function startAutomation(app: App, systemContext: () => Promise<Context>): Loop {
  return startLoop({
    name: 'automation',
    log: app.log,
    step: async () => {
      const read = await readOn(app, systemContext, queueWork);
      const done = await runAutomation(app, systemContext);
      return read + done > 0 ? 0 : idleLook;
    },
    rest: 100,
  });
}

/** Asks the rules about all that waits: events first, then stays that are due. Gives how many were asked about. */
export async function runAutomation(app: App, systemContext: () => Promise<Context>): Promise<number> {
  let count = 0;
  for (;;) {
    const context = await systemContext();
    const one = await tryNext(app, context);
    if (!one) break;
    app.ledgerGrew();
    count += 1;
  }
  count += await fillStays(app, systemContext);
  return count + (await runStays(app, systemContext));
}

/**
 * The next event, in a transaction of its own: its row goes with what the rules did. What goes wrong in a way that nobody
 * foresaw is tried again, and after some tries put aside, so that it does not hold up all others.
 */
async function tryNext(app: App, context: Context): Promise<boolean> {
  const taken: { position: number | null } = { position: null };
  try {
    return await app.db.transaction().execute(async (tx) => {
      const work = await nextWork(tx, context.org);
      if (!work) return false;
      taken.position = work.position;
      await askRules(tx, context, work);
      await tx
        .deleteFrom('automation_work')
        .where('org_id', '=', context.org)
        .where('position', '=', work.position)
        .execute();
      return true;
    });
  } catch (error) {
    if (taken.position === null) throw error;
    await putAside(app, taken.position, error);
    return true;
  }
}

async function putAside(app: App, position: number, error: unknown): Promise<void> {
  const row = await app.db
    .updateTable('automation_work')
    .set((expression) => ({ tries: expression('tries', '+', 1) }))
    .where('org_id', '=', app.org)
    .where('position', '=', position)
    .returning('tries')
    .executeTakeFirst();
  if (!row || row.tries < mostTries) return;
  app.log.error({ err: error, position }, 'an event was put aside: the automation rules could not be asked');
  await app.db
    .deleteFrom('automation_work')
    .where('org_id', '=', app.org)
    .where('position', '=', position)
    .execute();
}

async function askRules(
  tx: Tx,
  context: Context,
  work: { event_id: string; ticket_id: string },
): Promise<void> {
  const ticket = await lockTicketById(tx, context, work.ticket_id);
  const [event] = await eventsById(tx, context.org, [work.event_id]);
  if (!event || ticket.merged_into_id) return;
  await askAbout(tx, context, ticket, event);
  await followStays(tx, context, ticket.id);
}

/** Asks the rules about an event, in order: each sees what those before it have done. */
async function askAbout(tx: Tx, context: Context, locked: TicketRow, event: Occasion): Promise<void> {
  let ticket = locked;
  let [record] = await recordsOf(tx, context.org, [ticket.id]);
  const payload = await payloadOf(tx, context.org, event.id);
  for (const rule of rulesInForce(context.configuration)) {
    if (!record || !mayFire(rule, event) || !isItsTime(context, rule.value, event.at)) continue;
    if (rule.value.changed && !hasChanged(rule.value.changed, event, payload)) continue;
    if (!conditionOf(context, rule.value)(record)) continue;
    const trigger = { occasion: event.id, depth: depthAfter(event) };
    const done = await fire(tx, context, ticket, rule, trigger);
    if (!done.fired) continue;
    ticket = done.ticket;
    [record] = await recordsOf(tx, context.org, [ticket.id]);
  }
}
