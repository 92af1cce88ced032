import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Call, MailEntry } from '@shouwen/api';
import { expect, it, onTestFailed } from 'vitest';
import { connectSmtp, type SmtpClient } from '../server/src/channels/mail/testing/smtp-client.ts';
import { clientFor, withAdministrator } from './support/api.ts';
import { useInstallations } from './support/installation.ts';
import { type Chance, chanceOfTest } from './support/random.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const long = process.env.SHOUWEN_TEST_LONG === '1';
const kills = long ? 10 : 2;
const mails = long ? 2_000 : 100;
const senders = 4;

it(`has every mail that got its 250 exactly once when the server is killed ${kills} times while ${mails} come in`, async () => {
  const random = chanceOfTest();
  const here = install();
  const port = await freePort();
  const listening = { SHOUWEN_SMTP_IN_PORT: String(port) };
  let server = await here.start({ ...withAdministrator, ...listening });
  onTestFailed(() => console.error(`The server wrote last:\n${server.stderr().slice(-4000)}`));
  const taken = new Set<string>();
  const sending = Array.from({ length: senders }, (_, sender) => sendAll(random, port, sender, taken));
  const all = Promise.all(sending);
  all.catch(() => undefined); // told below
  for (let kill = 1; kill <= kills; kill++) {
    const enough = Math.floor((mails * kill) / (kills + 1)) - random.between(0, 20);
    await until('the senders get on', () => taken.size >= enough, 240);
    await pause(random.between(0, 50));
    await server.end('SIGKILL');
    server = await here.start(listening);
  }
  await all;
  expect(taken.size).toBe(mails);

  const { call } = await clientFor(here, server.url);
  await until('nothing waits in the journal', async () => {
    const { items } = await call('listMail', { query: { limit: 1, state: 'pending' } });
    return items.length === 0;
  });
  const rows = await wholeJournal(call);
  expect(rows.filter((row) => !['new_ticket', 'reply', 'duplicate'].includes(row.verdict ?? ''))).toEqual([]);
  const became = rows.filter((row) => row.verdict !== 'duplicate').map((row) => row.subject);
  expect(became.sort()).toEqual([...taken].sort());
  expect(await messagesOn(call)).toEqual([...taken].sort());
  const verified = await here.cli(['verify']);
  expect(verified.code, verified.stderr + verified.stdout).toBe(0);
  expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
}, 600_000);

/** Sends as a mail server does: what got no 250 is sent again, on a new connection when the old one broke. */
async function sendAll(random: Chance, port: number, sender: number, taken: Set<string>): Promise<void> {
  let client: SmtpClient | null = null;
  for (let n = sender; n < mails; n += senders) {
    const subject = `kill ${random.seed} ${n}`;
    const raw = mailOf(subject, n, n % 3 === 0 && n >= senders ? n - senders : null);
    while (!taken.has(subject)) {
      try {
        client ??= await connectSmtp(port);
        const { code } = await client.send({ from: 'ana@example.net', to: ['help@example.com'], raw });
        if (code === 250) taken.add(subject);
        else await pause(random.between(10, 200));
      } catch {
        client = null; // killed under way: the same mail again
        await pause(random.between(10, 200));
      }
    }
  }
  client?.end();
}

/** Every third mail answers an earlier one of the same sender. */
function mailOf(subject: string, n: number, answers: number | null): string {
  return [
    `Message-ID: <${n}@kill.example>`,
    ...(answers === null ? [] : [`In-Reply-To: <${answers}@kill.example>`]),
    'Date: Mon, 02 Mar 2026 08:59:00 +0000',
    'From: Ana <ana@example.net>',
    'To: help@example.com',
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `The text of ${subject}.`,
    '',
  ].join('\r\n');
}

async function wholeJournal(call: Call): Promise<MailEntry[]> {
  const rows: MailEntry[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await call('listMail', { query: { limit: 200, ...(cursor ? { cursor } : {}) } });
    rows.push(...page.items);
    if (page.next_cursor === null) return rows;
    cursor = page.next_cursor;
  }
}

/** The subjects that the messages of all tickets tell, each as often as it stands there. */
async function messagesOn(call: Call): Promise<string[]> {
  const told: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await call('listTickets', { query: { limit: 200, ...(cursor ? { cursor } : {}) } });
    for (const { number } of page.items) {
      const { messages } = await call('getTicket', { params: { number } });
      told.push(...messages.map(({ body }) => /The text of (.*)\./.exec(body)?.[1] ?? body));
    }
    if (page.next_cursor === null) return told.sort();
    cursor = page.next_cursor;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
