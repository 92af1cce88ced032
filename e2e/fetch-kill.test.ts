import { randomUUID } from 'node:crypto';
import type { Call, MailEntry } from '@shouwen/api';
import { expect, it, onTestFailed } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { type Dovecot, startDovecot } from './support/dovecot.ts';
import { useInstallations } from './support/installation.ts';
import { wholeLedger } from './support/ledger.ts';
import { chanceOfTest } from './support/random.ts';
import { sharedDatabase } from './support/shared-database.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const long = process.env.SHOUWEN_TEST_LONG === '1';
const mails = long ? 2_000 : 120;
const kills = long ? 10 : 2;

it(`fetches each of ${mails} mails once by IMAP, with two workers of which one is killed ${kills} times in the middle`, async (context) => {
  const dovecot = await startDovecot(context);
  await fill(dovecot);
  const random = chanceOfTest();
  const env = { DATABASE_URL: await sharedDatabase(), SHOUWEN_SECRET: randomUUID() + randomUUID() };
  const office = install({ env: { ...env, ...withAdministrator, SHOUWEN_ROLE: 'web' } });
  const web = await office.start();
  const { call } = await clientFor(office, web.url);
  await connect(call, dovecot);

  // all on one folder of files, as several nodes are
  const files = { SHOUWEN_FILES: `${office.folder}/files` };
  const houses = [0, 1].map(() => install({ env: { ...env, ...files, SHOUWEN_ROLE: 'worker' } }));
  const workers = await Promise.all(houses.map((house) => house.start()));
  onTestFailed(() => console.error(workers.map((one) => one.stderr().slice(-4000)).join('\n')));
  const opened = async () =>
    (await wholeLedger(call)).filter((event) => event.kind === 'ticket.opened').length;
  for (let round = 0; round < kills; round += 1) {
    const enough = Math.min(mails, (await opened()) + random.between(1, Math.ceil(mails / (2 * kills))));
    await until('some mails have become tickets', async () => (await opened()) >= enough, 240);
    const which = round % 2;
    await workers[which]?.end('SIGKILL');
    workers[which] = await (houses[which] ?? office).start();
  }
  await until('every mail has become a ticket', async () => (await opened()) >= mails, 420);
  const journal = await until(
    'nothing waits to be processed',
    async () => {
      const all = await wholeJournal(call);
      return all.every((row) => row.state === 'done') && all;
    },
    240,
  );

  const fresh = journal.filter((row) => row.verdict === 'new_ticket');
  expect(fresh.map((row) => row.subject).sort()).toEqual(subjects().sort());
  expect(new Set(fresh.map((row) => row.ticket)).size).toBe(mails);
  expect(await opened()).toBe(mails);
  // what a kill left unmarked was fetched once more, and known for what it was
  const again = journal.filter((row) => row.verdict !== 'new_ticket');
  expect(again.every((row) => row.verdict === 'duplicate' && row.source === 'imap')).toBe(true);
  expect(again.length).toBeLessThanOrEqual(kills);
  const source = await dovecot.client();
  await source.mailboxOpen('INBOX');
  await until('every mail is marked at the source', async () => {
    const unread = await source.search({ seen: false }, { uid: true });
    return Array.isArray(unread) && unread.length === 0;
  });
  const verified = await office.cli(['verify']);
  expect(verified.code, verified.stderr + verified.stdout).toBe(0);
  for (const server of [...workers, web]) expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
}, 1_200_000);

const subjects = () => Array.from({ length: mails }, (_, index) => `Request ${index + 1}`);

/** Puts the mails into the account, from a few dozen people. */
async function fill(dovecot: Dovecot): Promise<void> {
  const client = await dovecot.client();
  for (const [index, subject] of subjects().entries()) {
    const person = `person${index % 40}`;
    const raw = [
      `From: ${person} <${person}@example.net>`,
      'To: desk@example.org',
      `Subject: ${subject}`,
      `Message-ID: <${index}@example.net>`,
      'Date: Mon, 2 Mar 2026 08:00:00 +0000',
      '',
      `The text of ${subject}.`,
      '',
    ].join('\r\n');
    await client.append('INBOX', raw);
  }
  await client.logout();
}

async function connect(call: Call, { host, port, user, password }: Dovecot): Promise<void> {
  const receive = {
    way: 'imap' as const,
    host,
    port,
    user,
    security: 'plain' as const,
    sign_in: 'password' as const,
    folder: 'INBOX',
    when_done: 'seen' as const,
  };
  const address = 'desk@example.org';
  const secret = { receive_secret: { password } };
  const trial = await call('tryMailbox', {
    body: { address, receive, send: { way: 'installation' }, ...secret },
  });
  expect(trial.receive).toMatchObject({ ok: true });
  await call('createMailbox', { body: { address, name: 'Desk', acknowledge: false, receive, ...secret } });
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
