import { ImapFlow } from 'imapflow';
import { faultOf } from '../../mailboxes/connection/faults.ts';
import { type ImapWay, imapWayOf } from '../../mailboxes/connection/ways.ts';
import { noteFetchFault } from '../../mailboxes/fetch-state.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import type { Intake } from '../mail/receive-mail.ts';
import { lookIntoSent } from './look-into-sent.ts';
import { takeNewMail } from './take-new-mail.ts';

const firstBackOff = 2_000; // ms
const longestBackOff = 5 * 60_000;
const lookAnyway = 60_000; // ms: also a server that tells of new mail may forget to
const lookWithoutIdle = 20_000; // ms
const steady = 60_000; // ms after which a connection counts as good, and the next trouble as new

/** The fetching of one mailbox, for as long as this process holds it. */
export interface Fetcher {
  /** the version of the settings that it goes by */
  version: number;
  stop(): Promise<void>;
}

/**
 * Fetches a mailbox until it is stopped: what is there, then what comes, told by the server (IDLE) or found by looking.
 * A connection that fails is made again, later and later; what is wrong is shown at the mailbox.
 */
export function fetchMailbox(intake: Intake, mailbox: Mailbox, receive: ImapWay): Fetcher {
  const stopping = new AbortController();
  const running = run(intake, mailbox, receive, stopping.signal);
  return {
    version: mailbox.version,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(intake: Intake, mailbox: Mailbox, receive: ImapWay, stopping: AbortSignal): Promise<void> {
  const { app } = intake;
  let failures = 0;
  while (!stopping.aborted) {
    const begun = performance.now();
    try {
      await oneConnection(intake, mailbox, receive, stopping);
    } catch (error) {
      if (stopping.aborted) return;
      const fault = faultOf(error);
      app.log.warn(
        { mailbox: mailbox.id, code: fault.code, said: fault.said },
        'a mailbox cannot be fetched',
      );
      // a database that does not answer is no reason to give up
      await noteFetchFault(app, mailbox, receive.folder, fault).catch((unnoted: unknown) =>
        app.log.warn({ err: unnoted }, 'why a mailbox cannot be fetched could not be noted'),
      );
    }
    failures = performance.now() - begun > steady ? 0 : failures + 1;
    await pause(Math.min(longestBackOff, firstBackOff * 2 ** Math.min(failures, 10)), stopping);
  }
}

async function oneConnection(
  intake: Intake,
  mailbox: Mailbox,
  receive: ImapWay,
  stopping: AbortSignal,
): Promise<void> {
  const client = new ImapFlow({
    ...(await imapWayOf(intake.app, mailbox, receive)),
    maxIdleTime: 5 * 60_000,
  });
  let trouble: unknown = null;
  let wake = () => {};
  let news = false;
  client.on('error', (error) => {
    trouble = error;
  });
  client.on('exists', () => {
    news = true;
    wake();
  });
  client.on('close', () => wake());
  const close = () => client.close();
  stopping.addEventListener('abort', close, { once: true });
  try {
    await client.connect();
    while (!stopping.aborted && client.usable) {
      news = false;
      const fetching = { intake, client, mailbox, receive, ended: () => stopping.aborted };
      const fault = await lookIntoSent(fetching);
      await takeNewMail(fetching, fault); // last: word of new mail is for the folder that is open
      if (news) continue;
      const hasIdle = client.capabilities.has('IDLE');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, hasIdle ? lookAnyway : lookWithoutIdle);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (news || !client.usable) wake();
        // ends by itself when the next command comes; what goes wrong closes the connection, and that wakes us
        else if (hasIdle) client.idle().catch(() => undefined);
      });
    }
    if (trouble !== null && !stopping.aborted) throw trouble;
  } finally {
    stopping.removeEventListener('abort', close);
    client.close();
  }
}

function pause(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      stopping.removeEventListener('abort', done);
      resolve();
    }
    stopping.addEventListener('abort', done, { once: true });
  });
}
