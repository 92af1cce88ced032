import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailboxById } from '../mailboxes/find-mailbox.ts';
import { addMailbox } from '../mailboxes/testing/add-mailbox.ts';
import { startTestApp, type TestApp, TestClock } from '../platform/testing/test-app.ts';
import { open, page } from '../tickets/testing/desk.ts';
import { type Acknowledged, acknowledge } from './acknowledge.ts';
import { enqueueMail } from './enqueue-mail.ts';
import { startHouse } from './testing/answering-house.ts';
import { setDeskMailbox } from './testing/desk-mailbox.ts';
import { headerOf, type Received } from './testing/smtp-receiver.ts';

/** A mail whose head has lost the lines of these names. */
function without(mail: Received, names: readonly string[]): Received {
  const end = mail.raw.indexOf('\r\n\r\n');
  const kept = mail.raw
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .filter((line) => !names.includes(line.slice(0, line.indexOf(':')).toLowerCase()));
  const raw = kept.join('\r\n') + mail.raw.slice(end);
  return { ...mail, raw, header: (name) => headerOf(raw, name) };
}
const marks = ['auto-submitted', 'precedence', 'x-auto-response-suppress'];

describe('peers 27: two installations that acknowledge each other', () => {
  it.each([
    ['with everything as it was sent', [], false],
    ['with Auto-Submitted stripped in between', ['auto-submitted'], false],
    ['with all marks and references stripped', [...marks, 'in-reply-to', 'references'], false],
    [
      'with all of that stripped, and each answered at its plain address',
      [...marks, 'in-reply-to', 'references'],
      true,
    ],
  ] as const)('%s end after three mails, and do not begin again', async (_, stripped, plain) => {
    const clock = new TestClock();
    const houses = [
      await startHouse('help@north.example', clock),
      await startHouse('help@south.example', clock),
    ] as const;
    try {
      const [north, south] = houses;
      const context = await north.test.systemContext();
      await enqueueMail(north.test.app.db, context, {
        kind: 'reply',
        to: { address: south.address, name: null },
        subject: 'A question of ours',
        body: 'Good day',
      });
      let sent = 0;
      for (let hour = 0; hour < 30; hour++) {
        for (let round = 0; round < 6; round++)
          for (const [from, to] of [
            [north, south],
            [south, north],
          ] as const)
            for (const mail of await from.send()) {
              sent += 1;
              const way = without(mail, stripped);
              await to.take(plain ? { ...way, to: [to.address] } : way);
            }
        clock.advance(60);
      }
      expect(sent).toBeGreaterThanOrEqual(2);
      expect(sent).toBeLessThanOrEqual(3);
    } finally {
      for (const house of houses) await house.close();
    }
  });
});

describe('acknowledging', () => {
  let test: TestApp;
  let mailbox: string;
  beforeAll(async () => {
    test = await startTestApp({ env: { SHOUWEN_SMTP_OUT: 'smtp://127.0.0.1:9' } });
    mailbox = await setDeskMailbox(test, { address: 'help@lumen.example', name: 'Lumen' });
  });
  afterAll(() => test.close());

  async function acknowledged(
    address: string,
    { nature = 'ordinary', subject = 'A request', box = mailbox } = {},
  ): Promise<{ result: Acknowledged; mail?: { subject: string; body: string } }> {
    const number = await open(test, { email: address, subject, channel: 'email' });
    const { id, customer } = await page(test, number);
    const context = await test.systemContext();
    const found = await mailboxById(test.app.db, test.app.org, box);
    if (!found) throw new Error('no such mailbox');
    const result = await acknowledge(test.app.db, context, {
      ticket: { id, number, subject, language: 'en' },
      customer: { id: customer.id, name: 'Ana', address },
      mail: { nature, subject, messageId: `${number}@customer.example` },
      mailbox: found,
    });
    const mail = await test.app.db
      .selectFrom('outbox')
      .select(['subject', 'body', 'in_reply_to', 'automatic', 'next_at'])
      .where('ticket_id', '=', id)
      .where('kind', '=', 'acknowledgement')
      .executeTakeFirst();
    return { result, ...(mail ? { mail } : {}) };
  }

  it('names the number, answers the mail, and is marked as automatic', async () => {
    const { result, mail } = await acknowledged('one@customer.example', { subject: 'The lamp' });
    expect(result).toBe('sent');
    expect(mail).toMatchObject({ automatic: true });
    expect(mail?.subject).toMatch(/^\[#\d+\] The lamp$/);
    expect(mail?.body).toContain('Dear Ana');
    expect(mail?.body).toMatch(/answer by .*\d/);
  });

  it('never answers an automatic mail, a robot, one of our own addresses, or where it is switched off', async () => {
    for (const nature of ['auto_reply', 'bounce', 'list', 'spam'])
      expect((await acknowledged('two@customer.example', { nature })).result).toBe('automatic');
    expect((await acknowledged('mailer-daemon@customer.example')).result).toBe('automatic');
    expect((await acknowledged('no-reply@customer.example')).result).toBe('automatic');
    await addMailbox(test, { address: 'branch@lumen.example' });
    expect((await acknowledged('branch@lumen.example')).result).toBe('own_address');
    const silent = await addMailbox(test, { address: 'silent@lumen.example', acknowledge: false });
    expect((await acknowledged('three@customer.example', { box: silent })).result).toBe('off');
  });

  it('knows its own subject when it comes back, for 30 days, whatever was put around it', async () => {
    const { mail } = await acknowledged('echo@customer.example', { subject: 'Broken lamp' });
    const back = `AW:  ${mail?.subject.toUpperCase()} (was: something)`;
    expect((await acknowledged('echo@customer.example', { subject: back })).result).toBe('loop');
    expect((await acknowledged('other@customer.example', { subject: back })).result).toBe('sent');
    test.clock.advance(29 * 24 * 60);
    expect((await acknowledged('echo@customer.example', { subject: back })).result).toBe('loop');
    test.clock.advance(2 * 24 * 60);
    expect((await acknowledged('echo@customer.example', { subject: back })).result).toBe('sent');
  });

  it('acknowledges three in an hour to one address, and no more', async () => {
    const results: Acknowledged[] = [];
    for (const subject of ['first', 'second', 'third', 'fourth'])
      results.push((await acknowledged('often@customer.example', { subject })).result);
    expect(results).toEqual(['sent', 'sent', 'sent', 'too_many']);
    test.clock.advance(61);
    expect((await acknowledged('often@customer.example', { subject: 'fifth' })).result).toBe('sent');
  });

  it('says outside the published hours when they begin again (INT-16)', async () => {
    const put = await test.request('PUT', '/configuration/calendars/desk', {
      body: {
        value: {
          name: 'Desk',
          order: 1,
          zone: 'Europe/Madrid',
          hours: [{ from: null, week: { mon: ['09:00-17:00'], tue: ['09:00-17:00'] } }],
          closures: [],
          days: [],
          counts_for: { teams: [], units: [] },
        },
      },
    });
    expect(put.status).toBe(200);
    const box = await addMailbox(test, { address: 'hours@lumen.example', calendar: 'desk' });
    test.clock.set('2026-04-25T10:00:00Z'); // a Saturday
    const closed = await acknowledged('four@customer.example', { box });
    expect(closed.mail?.body).toContain('open again on Monday, April 27 at 09:00');
    test.clock.set('2026-04-27T10:00:00Z');
    const opened = await acknowledged('five@customer.example', { box });
    expect(opened.mail?.body).not.toContain('open again');
  });
});
