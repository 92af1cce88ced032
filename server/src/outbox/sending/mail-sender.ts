import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { App, Context } from '../../context.ts';
import { type Alive, holdAlive } from '../../platform/hold-alive.ts';
import { claimMail, mailboxesDue } from './claim-mail.ts';
import { type Connection, type Outcome, openConnection } from './connection.ts';
import { findCutOff } from './find-cut-off.ts';
import { noteNoConnection, noteOutcome } from './note-outcome.ts';
import { type Route, routesOf } from './routes-of.ts';
import { signIn } from './sign-in.ts';
import { writeMail } from './write-mail.ts';

const perWay = 4; // connections, and no more than there are mails
const idleFor = 30_000; // ms that a connection is kept open for the next mail

export interface MailSender {
  /** sends everything that is due now and gives how many attempts were made; what was cut off is found first */
  sendDue(): Promise<number>;
  /** begins with no further mail; what is being sent comes to its end */
  finish(): void;
  /** closes all connections */
  close(): Promise<void>;
}

interface Idle {
  connection: Connection;
  since: number;
}

/** Sends mail over connections that it keeps for a while, a few for each way out. Any number of processes may do so. */
export function mailSender(app: App, systemContext: () => Promise<Context>, pool: pg.Pool): MailSender {
  const alive: Alive = holdAlive(pool);
  const idle = new Map<string, Idle[]>();
  const failures = new Map<string, number>();
  let closing = false;

  const takeIdle = (key: string): Connection | null => {
    const kept = idle.get(key) ?? [];
    for (let one = kept.pop(); one; one = kept.pop()) if (one.connection.usable) return one.connection;
    return null;
  };
  const giveBack = (key: string, connection: Connection) =>
    idle.set(key, [...(idle.get(key) ?? []), { connection, since: Date.now() }]);
  const closeIdle = (before: number) => {
    for (const [key, kept] of idle) {
      for (const one of kept) if (one.since < before) one.connection.close();
      idle.set(
        key,
        kept.filter((one) => one.since >= before && one.connection.usable),
      );
    }
  };

  const connect = async ({ way, mailboxes }: Route): Promise<Connection | null> => {
    const kept = takeIdle(way.key);
    if (kept) return kept;
    try {
      const connection = await openConnection(way, await signIn(app, way));
      failures.delete(way.key);
      return connection;
    } catch (error) {
      const failed = failures.get(way.key) ?? 0;
      failures.set(way.key, failed + 1);
      await noteNoConnection(app, mailboxes, sentence(error), failed);
      return null;
    }
  };

  /** One connection: one mail after the other until nothing is due, or the connection is lost. */
  const work = async (route: Route): Promise<number> => {
    const connection = await connect(route);
    if (!connection) return 0;
    let attempts = 0;
    try {
      while (!closing && connection.usable) {
        const row = await claimMail(app, route.mailboxes, alive.key);
        if (!row) break;
        attempts += 1;
        let outcome: Outcome;
        try {
          const { raw, from } = await writeMail(app, row);
          outcome = await connection.send(from, row.recipient_address, raw);
        } catch (error) {
          outcome = { result: 'later', answer: sentence(error) }; // it could not be written: nothing has left
        }
        await untilDone(
          () => noteOutcome(app, systemContext, row, outcome),
          () => closing,
        );
      }
    } finally {
      if (connection.usable) giveBack(route.way.key, connection);
    }
    return attempts;
  };

  return {
    async sendDue() {
      await alive.ensure();
      await findCutOff(app, systemContext, alive.key);
      closeIdle(Date.now() - idleFor);
      const due = await mailboxesDue(app);
      if (due.length === 0) return 0;
      const routes = await routesOf(app, due);
      const done = await Promise.allSettled(
        routes.flatMap((route) => Array.from({ length: Math.min(perWay, route.due) }, () => work(route))),
      );
      const failed = done.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      return done.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0);
    },
    finish() {
      closing = true;
    },
    async close() {
      closeIdle(Number.POSITIVE_INFINITY);
      await alive.close();
    },
  };
}

/** Tries again while the database does not answer: what has left must not be taken for unknown. Gives up at the end. */
async function untilDone(work: () => Promise<void>, ending: () => boolean): Promise<void> {
  for (let wait = 100; ; wait = Math.min(2 * wait, 5_000))
    try {
      return await work();
    } catch (error) {
      if (ending()) throw error;
      await pause(wait);
    }
}

const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));
