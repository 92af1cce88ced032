import { sql } from 'kysely';
import type { Dispatcher } from 'undici';
import type { App } from '../context.ts';
import { eventsById, type PlacedEvent, presentEvent } from '../events/read-ledger.ts';
import { type PostOutcome, post } from './post.ts';
import { signedHeaders } from './sign.ts';

export interface Claimed {
  id: string;
  webhook_id: string;
  event_id: string;
  attempts: number;
  url: string;
  secret: string;
}

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
/** How long to wait after the first, second … failure; after the last one it is given up. */
export const delays = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
];
/** An attempt that has said nothing for so long was cut off, and is made again. Longer than any attempt can take. */
export const leaseMs = 30 * second;
const perWebhook = 8;
const perClaim = 64;

/**
 * Takes deliveries that are due and marks them as being attempted, which is committed before anything is sent. A few
 * per webhook, so that a slow receiver keeps nobody else waiting; `busy` webhooks are left out.
 */
export async function claimDue(app: App, busy: readonly string[]): Promise<Claimed[]> {
  const now = app.clock.now();
  const { rows } = await sql<Claimed>`
    with due as (
      select d.id, w.url, w.secret
      from webhook w cross join lateral (
        select id from webhook_delivery -- index webhook_delivery_due
        where org_id = w.org_id and webhook_id = w.id and state in ('queued', 'attempting') and next_at <= ${now}
        order by next_at limit ${perWebhook} for update skip locked) d
      where w.org_id = ${app.org} and w.active and w.deleted_at is null and not w.id = any (${busy}::uuid[])
      limit ${perClaim})
    update webhook_delivery set state = 'attempting', attempts = attempts + 1, last_at = ${now},
      next_at = ${new Date(now.getTime() + leaseMs)}
    from due where webhook_delivery.org_id = ${app.org} and webhook_delivery.id = due.id
    returning webhook_delivery.id, webhook_id, event_id, attempts, due.url, due.secret`.execute(app.db);
  return rows;
}

/** Sends what was claimed and notes how it went. `stop` cuts the sending off; what was cut off is sent again later. */
export async function sendClaimed(
  app: App,
  dispatcher: Dispatcher,
  claimed: readonly Claimed[],
  stop: AbortSignal,
): Promise<void> {
  const events = await eventsById(app.db, app.org, [...new Set(claimed.map((one) => one.event_id))]);
  const byId = new Map(events.map((event) => [event.id, event]));
  await Promise.all(
    claimed.map(async (delivery) => {
      const outcome = await attempt(app, dispatcher, delivery, byId.get(delivery.event_id), stop);
      await note(app, delivery, outcome, stop.aborted);
    }),
  );
}

/** Sends everything that is due now. Gives how many attempts were made. */
export async function sendDue(
  app: App,
  dispatcher: Dispatcher,
  stop = new AbortController().signal,
): Promise<number> {
  let attempts = 0;
  for (;;) {
    const claimed = await claimDue(app, []);
    if (claimed.length === 0) return attempts;
    await sendClaimed(app, dispatcher, claimed, stop);
    attempts += claimed.length;
  }
}

async function attempt(
  app: App,
  dispatcher: Dispatcher,
  { url, secret }: Claimed,
  event: PlacedEvent | undefined,
  stop: AbortSignal,
): Promise<PostOutcome> {
  try {
    if (!event) throw new Error('the event is gone');
    const body = JSON.stringify(presentEvent(event));
    const headers = signedHeaders(app.secrets.decrypt(secret), event.id, app.clock.now(), body);
    return await post(dispatcher, url, headers, body, stop);
  } catch (error) {
    // such as a secret that cannot be read because the installation's key was changed
    const message = error instanceof Error ? error.message : String(error);
    return { status: null, error: `could not be sent: ${message}`, duration_ms: 0 };
  }
}

async function note(app: App, { id, attempts }: Claimed, outcome: PostOutcome, cut: boolean): Promise<void> {
  const now = app.clock.now();
  const delay = delays[attempts - 1];
  const next =
    outcome.error === null
      ? { state: 'delivered' as const, next_at: null }
      : cut
        ? { state: 'queued' as const, next_at: now }
        : delay === undefined
          ? { state: 'failed' as const, next_at: null }
          : { state: 'queued' as const, next_at: new Date(now.getTime() + delay) };
  await app.db
    .updateTable('webhook_delivery')
    .set({ ...next, ...outcome, last_at: now })
    .where('org_id', '=', app.org)
    .where('id', '=', id)
    // not when it was taken for cut off and somebody else has attempted it since
    .where('state', '=', 'attempting')
    .where('attempts', '=', attempts)
    .execute();
}
