import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdAlive } from '../../platform/hold-alive.ts';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { open, reply } from '../../tickets/testing/desk.ts';
import { enqueueMail, type OutgoingMail } from '../enqueue-mail.ts';
import { type SmtpReceiver, startReceiver } from '../testing/smtp-receiver.ts';
import { claimMail, mailboxesDue } from './claim-mail.ts';
import { findCutOff } from './find-cut-off.ts';
import { type MailSender, mailSender } from './mail-sender.ts';

let test: TestApp;
let receiver: SmtpReceiver;
let sender: MailSender;
/** What the server answers to the next recipients, by the part before the @. */
const answers = new Map<string, { code: number; text: string }>();
beforeAll(async () => {
  receiver = await startReceiver({
    onRcptTo({ address }, _session, done) {
      const answer = answers.get(address.split('@')[0] ?? '');
      done(answer ? Object.assign(new Error(answer.text), { responseCode: answer.code }) : null);
    },
  });
  test = await startTestApp({ env: { SHOUWEN_SMTP_OUT: receiver.url } });
  sender = mailSender(test.app, test.systemContext, test.pool);
});
afterAll(async () => {
  await sender.close();
  await receiver.close();
  await test.close();
});
beforeEach(() => answers.clear());

async function enqueue(to: string, more: Partial<OutgoingMail> = {}): Promise<string> {
  const context = await test.systemContext();
  return enqueueMail(test.app.db, context, {
    kind: 'notice',
    to: { address: `${to}@example.com`, name: null },
    subject: `For ${to}`,
    body: 'Good day',
    ...more,
  });
}
const rowOf = (id: string) =>
  test.app.db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const to = (name: string) => receiver.received.filter((mail) => mail.to.includes(`${name}@example.com`));

describe('sending mail', () => {
  it('hands what is due to the server, once, with its own Message-ID, and keeps its answer', async () => {
    const id = await enqueue('ana', {
      to: { address: 'ana@example.com', name: '王芳' },
      subject: '您的报修单已受理，请保持电话畅通',
    });
    await sender.sendDue();
    await sender.sendDue();
    const [mail, ...others] = to('ana');
    expect(others).toEqual([]);
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: 'sent', attempts: 1, sent_at: test.clock.now(), next_at: null });
    expect(row.answer).toMatch(/^250 /);
    expect(mail?.header('message-id')).toBe(`<${row.mail_id}>`);
    expect(mail?.header('subject')).toBe('您的报修单已受理，请保持电话畅通');
    expect(mail?.header('to')).toBe('王芳 <ana@example.com>');
    expect(mail?.header('auto-submitted')).toBeNull();
    expect(mail?.raw).toMatch(/^[\t\r\n -~]*$/);
  });

  it('tries again later and later what was not taken, and gives up in the end', async () => {
    answers.set('busy', { code: 451, text: 'greylisted, try again later' });
    const id = await enqueue('busy');
    await sender.sendDue();
    const first = await rowOf(id);
    expect(first).toMatchObject({ state: 'queued', attempts: 1, sent_at: null });
    expect(first.answer).toContain('greylisted');
    const wait = (first.next_at?.getTime() ?? 0) - test.clock.now().getTime();
    expect(wait).toBe(30_000);
    test.clock.advance(0.4);
    await sender.sendDue();
    expect((await rowOf(id)).attempts).toBe(1);
    test.clock.advance(0.2);
    await sender.sendDue();
    const second = await rowOf(id);
    expect(second.attempts).toBe(2);
    expect((second.next_at?.getTime() ?? 0) - test.clock.now().getTime()).toBe(120_000);
    answers.clear();
    test.clock.advance(2);
    await sender.sendDue();
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 3 });
    expect(to('busy')).toHaveLength(1);
    answers.set('never', { code: 450, text: 'mailbox busy' });
    const never = await enqueue('never');
    for (let day = 0; day < 20; day++) {
      await sender.sendDue();
      test.clock.advance(24 * 60);
    }
    expect(await rowOf(never)).toMatchObject({ state: 'failed', attempts: 10, next_at: null });
  });

  it('does not try again what was refused for good', async () => {
    answers.set('gone', { code: 550, text: 'no such mailbox' });
    const id = await enqueue('gone');
    const well = await enqueue('well');
    await sender.sendDue();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: 1, next_at: null });
    expect((await rowOf(id)).answer).toContain('no such mailbox');
    expect(await rowOf(well)).toMatchObject({ state: 'sent' });
  });

  it('lets three automatic mails an hour go to one address, and marks them', async () => {
    for (let count = 0; count < 5; count++) await enqueue('often', { automatic: true });
    await enqueue('often');
    await sender.sendDue();
    expect(to('often').filter((mail) => mail.header('auto-submitted') === 'auto-generated')).toHaveLength(3);
    expect(to('often')).toHaveLength(4);
    test.clock.advance(59);
    await sender.sendDue();
    expect(to('often')).toHaveLength(4);
    test.clock.advance(2);
    await sender.sendDue();
    expect(to('often')).toHaveLength(6);
  });

  it('waits with what is due while the server is not there', async () => {
    await sender.close();
    await receiver.close();
    const id = await enqueue('patient');
    sender = mailSender(test.app, test.systemContext, test.pool);
    await sender.sendDue();
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: 'queued', attempts: 0 });
    expect(row.next_at?.getTime()).toBeGreaterThan(test.clock.now().getTime());
    expect(row.answer).toContain('ECONNREFUSED');
  });
});

describe('peers 28: what nobody knows', () => {
  it('is not sent again when the connection ends after the whole mail, and its writer is told', async () => {
    const deaf = await startReceiver({
      onData(stream, session) {
        stream.resume();
        stream.on('end', () => deaf.cut(session));
      },
    });
    const app = await startTestApp({ env: { SHOUWEN_SMTP_OUT: deaf.url } });
    const own = mailSender(app.app, app.systemContext, app.pool);
    try {
      const number = await open(app, { email: 'ana@example.com' });
      await reply(app, number, 'An answer.');
      await own.sendDue();
      app.clock.advance(60 * 24 * 30);
      await own.sendDue();
      const { body } = await app.request('GET', '/outbox');
      expect(body.items).toMatchObject([{ state: 'unknown', attempts: 1, next_at: null }]);
      const notices = await app.app.db.selectFrom('notification').select(['kind', 'user_id']).execute();
      expect(notices).toContainEqual({ kind: 'mail.unknown', user_id: app.admin.id });
    } finally {
      await own.close();
      await deaf.close();
      await app.close();
    }
  });

  it('is not sent again when the process that had it in hand has ended', async () => {
    const silent = await startTestApp({ env: { SHOUWEN_SMTP_OUT: 'smtp://127.0.0.1:9' } });
    const gone = holdAlive(silent.pool);
    const there = holdAlive(silent.pool);
    try {
      await Promise.all([gone.ensure(), there.ensure()]);
      await reply(silent, await open(silent, { email: 'ana@example.com' }), 'One.');
      await reply(silent, await open(silent, { email: 'bo@example.com' }), 'Two.');
      const boxes = (await mailboxesDue(silent.app)).map((one) => one.mailbox);
      const [first, second] = [
        await claimMail(silent.app, boxes, gone.key),
        await claimMail(silent.app, boxes, there.key),
      ];
      expect(await findCutOff(silent.app, silent.systemContext, 1)).toBe(0);
      await gone.close();
      expect(await findCutOff(silent.app, silent.systemContext, 1)).toBe(1);
      const states = await silent.app.db.selectFrom('outbox').select(['id', 'state']).execute();
      expect(new Map(states.map((row) => [row.id, row.state]))).toEqual(
        new Map([
          [first?.id, 'unknown'],
          [second?.id, 'attempting'],
        ]),
      );
    } finally {
      await there.close();
      await silent.close();
    }
  });
});

it('holds mail while there is no way out', async () => {
  const silent = await startTestApp();
  try {
    const context = await silent.systemContext();
    await enqueueMail(silent.app.db, context, {
      kind: 'notice',
      to: { address: 'ana@example.com', name: null },
      subject: 'Held',
      body: '.',
    });
    const rows = await silent.app.db.selectFrom('outbox').select(['state', 'next_at']).execute();
    expect(rows).toEqual([{ state: 'queued', next_at: null }]);
  } finally {
    await silent.close();
  }
});
