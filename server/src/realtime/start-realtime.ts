import { Viewing } from '@shouwen/api';
import type { FastifyInstance } from 'fastify';
import type { Composition } from '../compose.ts';
import { eventsAfter, ledgerHead, type PlacedEvent } from '../events/read-ledger.ts';
import { ledgerChannel } from '../events/sequencer.ts';
import { Refusal } from '../platform/errors.ts';
import { isOurOrigin } from '../platform/http/same-site.ts';
import { listen } from '../platform/listen.ts';
import { startLoop } from '../platform/loop.ts';
import { closeSockets, openSockets } from '../platform/realtime/open-sockets.ts';
import { findTicket } from '../tickets/find-ticket.ts';
import { recordsOf } from '../tickets/sight.ts';
import {
  type Admitted,
  credentialIn,
  mayListen,
  type RealtimeServer,
  type RealtimeSocket,
} from './connection.ts';
import { type Connection, openCrowd } from './crowd.ts';
import { openPresence, type Presence } from './presence.ts';
import { tellOfEvents } from './tell-of-events.ts';

const presenceChannel = 'shouwen_presence';
const batchSize = 500;
const ownLook = 1_000; // ms; what was not announced to us is found by then
const tidyEvery = 5_000; // ms
const rightsHold = 60_000; // ms; then they are looked at again, for what ends without an event (a session that expires)

/**
 * Tells the people who are connected to this process what changes: each process follows the ledger by itself, so that
 * it does not matter where a change was made. Ends with `stop`, which is to come before the HTTP server is closed.
 */
export function startRealtime(composition: Composition, http: FastifyInstance): { stop(): Promise<void> } {
  const { app, pool, contextOf } = composition;
  const server: RealtimeServer = openSockets(http.server, (headers) =>
    isOurOrigin(headers, app.settings.url),
  );
  const crowd = openCrowd(contextOf);
  const presence = openPresence(
    (payload) => {
      pool
        .query('select pg_notify($1, $2)', [presenceChannel, payload])
        .catch((error) => app.log.debug({ err: error }, 'presence could not be told; it is repeated soon'));
    },
    () => performance.now(),
  );
  let position: number | null = null;
  /** the position up to which changes have been, or are being, acted on */
  let readTo = 0;
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const check = async (which: (connection: Connection) => boolean) => {
    const changed = await crowd.refresh(which);
    presence.recheck(await recordsOf(app.db, app.org, presence.lookedAt(changed)));
  };
  const follow = startLoop({
    name: 'real time',
    log: app.log,
    step: async () => {
      if (position === null) {
        position = await ledgerHead(app.db, app.org);
        readTo = position;
        begin();
      }
      const events = await eventsAfter(app.db, app.org, position, batchSize);
      readTo = events.at(-1)?.position ?? readTo;
      await check(whoseRights(events));
      presence.recheck(await tellOfEvents(app, server, crowd, events));
      position = readTo;
      return events.length === batchSize ? 0 : ownLook;
    },
  });
  const rights = startLoop({
    name: 'rights of those connected',
    log: app.log,
    step: async () => {
      await check(() => true);
      return rightsHold;
    },
  });
  admit(server, http, contextOf, async () => {
    await begun; // whoever is let in before the beginning of the ledger is known could miss a change
    return readTo;
  });
  server.on('connection', (socket) => {
    const connection = crowd.add(socket, socket.data);
    socket.on('disconnect', () => {
      crowd.remove(connection);
      presence.look(connection, null, false);
    });
    socket.on(
      'viewing',
      latestOnly((message) => viewing(app, presence, connection, message)),
    );
    // something was acted on between the look at the credential and now, and may have ended it
    if (socket.data.readTo !== readTo)
      check((one) => one === connection).catch(() => socket.disconnect(true));
  });
  const listener = listen({
    pool,
    log: app.log,
    channels: { [ledgerChannel]: follow.nudge, [presenceChannel]: presence.hear },
    onConnected: () => {
      follow.nudge();
      presence.greet();
    },
  });
  const tidying = setInterval(presence.tidy, tidyEvery);
  return {
    async stop() {
      clearInterval(tidying);
      presence.end();
      await Promise.all([follow.stop(), rights.stop(), listener.close()]);
      closeSockets(server);
    },
  };
}

function admit(
  server: RealtimeServer,
  http: FastifyInstance,
  contextOf: Composition['contextOf'],
  readTo: () => Promise<number>,
): void {
  const look = async (socket: RealtimeSocket): Promise<Admitted | null> => {
    const credential = credentialIn(http, socket);
    if (!credential) return null;
    const before = await readTo();
    const context = await contextOf(credential);
    return mayListen(context) ? { credential, context, readTo: before } : null;
  };
  server.use((socket, next) => {
    look(socket).then(
      (admitted) => {
        if (!admitted) return next(new Error('sign_in_needed'));
        socket.data = admitted;
        next();
      },
      () => next(new Error('unexpected')),
    );
  });
}

/** Whose rights some events may have changed: of the person they are about, or of everybody. */
function whoseRights(events: readonly PlacedEvent[]): (connection: Connection) => boolean {
  const about = new Set(
    events.filter((event) => event.subject_kind === 'user').map((event) => event.subject_id),
  );
  const all = events.some(({ subject_kind: kind }) =>
    ['team', 'unit', 'config', 'organisation'].includes(kind),
  );
  return ({ userId }) => all || about.has(userId);
}

/** Carries out one call at a time; of those that come meanwhile, only the last: a client that floods gains nothing. */
function latestOnly(work: (message: unknown) => Promise<void>): (message: unknown) => void {
  let waiting: { message: unknown } | null = null;
  let running = false;
  const run = async () => {
    running = true;
    for (let next = waiting; next; next = waiting) {
      waiting = null;
      await work(next.message);
    }
    running = false;
  };
  return (message) => {
    waiting = { message };
    if (!running) void run();
  };
}

async function viewing(
  app: Composition['app'],
  presence: Presence,
  connection: Connection,
  message: unknown,
): Promise<void> {
  const parsed = Viewing.safeParse(message);
  if (!parsed.success) return;
  const { number, typing } = parsed.data;
  try {
    const same = presence.lookingAt(connection);
    const context = { ...connection.context, now: app.clock.now() };
    const ticket =
      number === null || number === same?.number ? same : await findTicket(app.db, context, number);
    if (connection.socket.connected) presence.look(connection, number === null ? null : ticket, typing);
  } catch (error) {
    presence.look(connection, null, false);
    if (!(error instanceof Refusal)) app.log.warn({ err: error }, 'presence could not be looked up');
  }
}
