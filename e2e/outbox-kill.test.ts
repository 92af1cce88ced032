import { setTimeout as pause } from 'node:timers/promises';
import { type Call, createClient, type OutboxMessage } from '@shouwen/api';
import { expect, it, onTestFailed } from 'vitest';
import { type SmtpReceiver, startReceiver } from '../server/src/outbox/testing/smtp-receiver.ts';
import { clientFor, withAdministrator } from './support/api.ts';
import { useInstallations } from './support/installation.ts';
import { chanceOfTest } from './support/random.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const long = process.env.SHOUWEN_TEST_LONG === '1';
const kills = long ? 10 : 2;
const mails = long ? 600 : 80;
const connections = 4;

it(`peers 28: sends nothing twice when it is killed ${kills} times while it sends`, async () => {
  const random = chanceOfTest();
  const receiver = await startReceiver();
  const here = install();
  const sending = { SHOUWEN_SMTP_OUT: receiver.url };
  try {
    let server = await here.start(withAdministrator);
    onTestFailed(() => console.error(`The server wrote last:\n${server.stderr().slice(-4000)}`));
    const { call: first, key } = await clientFor(here, server.url);
    await write(first, mails);
    expect((await outbox(first)).map((mail) => mail.held)).toEqual(Array(mails).fill(true));
    await server.end('SIGTERM');

    server = await here.start(sending);
    const client = () => createClient({ baseUrl: server.url, apiKey: key });
    expect(await client()('releaseMails', {})).toEqual({ released: mails });
    for (let kill = 0; kill < kills; kill++) {
      const enough = receiver.received.length + random.between(1, Math.floor(mails / (2 * kills)));
      await until('mail leaves', () => receiver.received.length >= enough, 120);
      await pause(random.between(0, 3));
      await server.end('SIGKILL');
      server = await here.start(sending);
    }
    const call = client();
    const settled = await until(
      'nothing is left to be sent',
      async () => {
        const rows = await outbox(call);
        return rows.every((mail) => mail.state === 'sent' || mail.state === 'unknown') && rows;
      },
      120,
    );
    const unknown = settled.filter((mail) => mail.state === 'unknown');
    expect(settled).toHaveLength(mails);
    expect(unknown.length).toBeLessThanOrEqual(kills * connections);
    const got = received(receiver);
    expect([...got.values()].filter((times) => times > 1)).toEqual([]);
    for (const mail of settled) if (mail.state === 'sent') expect(got.get(mail.to), mail.to).toBe(1);

    // a person looks into the mailbox of each recipient, and says what it was
    for (const { id, to } of unknown)
      await call('decideMail', { params: { id }, body: { was: got.has(to) ? 'sent' : 'not_sent' } });
    await until('all of it is sent', async () => (await outbox(call)).every((mail) => mail.state === 'sent'));
    expect([...received(receiver).values()]).toEqual(Array(mails).fill(1));
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
  } finally {
    await receiver.close();
  }
}, 600_000);

/** Replies to so many customers, one to each. */
async function write(call: Call, count: number): Promise<void> {
  const left = Array.from({ length: count }, (_, at) => at);
  const work = async () => {
    for (let at = left.pop(); at !== undefined; at = left.pop()) {
      const { number } = await call('openTicket', {
        body: {
          subject: `Request ${at}`,
          body: 'A question.',
          customer: { name: `Customer ${at}`, email: `customer.${at}@example.com` },
        },
      });
      await call('addMessage', { params: { number }, body: { kind: 'reply', body: 'An answer.' } });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

async function outbox(call: Call): Promise<OutboxMessage[]> {
  const rows: OutboxMessage[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await call('listOutbox', { query: { limit: 200, ...(cursor ? { cursor } : {}) } });
    rows.push(...page.items);
    if (page.next_cursor === null) return rows;
    cursor = page.next_cursor;
  }
}

/** How often each recipient got a mail. */
function received({ received: all }: SmtpReceiver): Map<string, number> {
  const times = new Map<string, number>();
  for (const { to } of all) for (const one of to) times.set(one, (times.get(one) ?? 0) + 1);
  return times;
}
