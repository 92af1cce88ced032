import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMailbox } from '../../mailboxes/testing/add-mailbox.ts';
import { addSent } from '../../outbox/testing/add-sent.ts';
import { type AddedUser, addUser } from '../../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { bring, type GivenMail, rawMail } from './testing/mails.ts';

let test: TestApp;
let owner: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  owner = await addUser(test, { name: 'Olga Owner' });
  await addMailbox(test, { address: 'shop@ours.example' });
});
afterAll(() => test.close());

const come = async (given: GivenMail | string) =>
  (await bring(test, typeof given === 'string' ? given : rawMail(given))).body;
const ticket = async (number: number) => (await test.request('GET', `/tickets/${number}`)).body;

/** A report of a mail server, as RFC 3464 has it. */
const report = (to: string, mailId: string, status = '5.1.1', action = 'failed') =>
  [
    `Message-ID: <report-${mailId}>`,
    'From: Mail Delivery <mailer-daemon@example.net>',
    'To: support@localhost',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Mon, 02 Mar 2026 09:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It did not arrive.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${mailId}>`,
    '',
    '--b--',
    '',
  ].join('\r\n');

describe('a mail of which it is not known whether it has left', () => {
  const stateOf = async (mailId: string) =>
    test.app.db
      .selectFrom('outbox')
      .select(['state', 'decided_by'])
      .where('mail_id', '=', mailId)
      .executeTakeFirstOrThrow();

  it('has left when somebody answers it or it comes back, and stays unknown else', async () => {
    for (const mailId of ['answered@ours.example', 'back@ours.example', 'silent@ours.example'])
      await addSent(test, { to: 'ana@example.net', mailId, state: 'unknown' });
    await come({ headers: { 'In-Reply-To': '<answered@ours.example>' } });
    await come(report('ana@example.net', 'back@ours.example'));
    await come({ headers: { References: '<something@else.example>' } });
    expect(await stateOf('answered@ours.example')).toEqual({ state: 'sent', decided_by: null });
    expect(await stateOf('back@ours.example')).toEqual({ state: 'sent', decided_by: null });
    expect(await stateOf('silent@ours.example')).toEqual({ state: 'unknown', decided_by: null });
  });
});

describe('a report that our mail did not arrive', () => {
  it('marks the address, stands on the timeline and tells the owner', async () => {
    const { ticket: number } = await come({ from: 'gone@example.net' });
    await test.request('POST', `/tickets/${number}/messages`, {
      body: { kind: 'reply', body: 'Done.', status: 'resolved' },
    });
    await test.request('PATCH', `/tickets/${number}`, {
      body: { assignee_id: owner.id },
      headers: { 'if-match': (await test.request('GET', `/tickets/${number}`)).headers.etag as string },
    });
    const { id } = await ticket(number);
    await addSent(test, { to: 'gone@example.net', mailId: 'lost@ours.example', ticketId: id });
    const body = await come(report('gone@example.net', 'lost@ours.example'));
    expect(body).toMatchObject({ verdict: 'bounce', ticket: number });
    expect(body.reason).toContain('gone@example.net');
    const after = await ticket(number);
    expect(after.status).toBe('resolved');
    expect(after.timeline.map((entry: { kind: string }) => entry.kind)).toContain('ticket.mail_bounced');
    const notices = await test.request('GET', '/notifications', { as: owner.key });
    expect(notices.body.items.map((one: { kind: string }) => one.kind)).toContain('ticket.mail_bounced');
    const marked = () => test.app.db.selectFrom('mail_bounced').select(['address', 'permanent']).execute();
    expect(await marked()).toEqual([{ address: 'gone@example.net', permanent: true }]);
    const { customer } = after;
    const contact = async () => (await test.request('GET', `/customers/${customer.id}`)).body.contacts[0];
    expect((await contact()).bounced).toMatchObject({
      permanent: true,
      answer: expect.stringContaining('550'),
    });
    await come({ from: 'gone@example.net', text: 'I am back.' });
    expect((await contact()).bounced).toBeNull();
    expect(await marked()).toEqual([]);
  });

  it('marks nothing when it names no mail of ours, or says that it is only late', async () => {
    expect(await come(report('anybody@example.net', 'forged@example.org'))).toMatchObject({
      verdict: 'bounce',
      ticket: null,
    });
    const { ticket: number } = await come({ from: 'slow@example.net' });
    const { id } = await ticket(number);
    await addSent(test, { to: 'slow@example.net', mailId: 'late@ours.example', ticketId: id });
    const late = await come(report('slow@example.net', 'late@ours.example', '4.4.7', 'delayed'));
    expect(late).toMatchObject({ verdict: 'bounce', ticket: number });
    expect(await test.app.db.selectFrom('mail_bounced').select('address').execute()).toEqual([]);
  });
});

describe('the block list', () => {
  it('keeps out an address and a whole domain, and lets them through again', async () => {
    const add = (pattern: string) => test.request('POST', '/mail/blocks', { body: { pattern, note: 'Ads' } });
    expect((await add('Win@Ads.example')).status).toBe(201);
    expect((await add('win@ads.example')).status).toBe(409);
    expect((await add('no address')).status).toBe(422);
    const domain = await add('@casino.example');
    expect(await come({ from: 'win@ads.example' })).toMatchObject({
      verdict: 'spam',
      reason: 'The block list holds win@ads.example.',
      ticket: null,
    });
    expect(await come({ from: 'x@casino.example' })).toMatchObject({ verdict: 'spam' });
    expect(await come({ from: 'other@ads.example' })).toMatchObject({ verdict: 'new_ticket' });
    expect((await test.request('DELETE', `/mail/blocks/${domain.body.id}`)).status).toBe(204);
    expect(await come({ from: 'x@casino.example' })).toMatchObject({ verdict: 'new_ticket' });
    const { body } = await test.request('GET', '/mail/blocks');
    expect(body.items).toMatchObject([{ pattern: 'win@ads.example', note: 'Ads', created_by: 'Ada Admin' }]);
  });
});

describe('a list', () => {
  it('that brings what was written to one of our addresses is a request', async () => {
    const newsletter = { 'List-Id': '<news.groups.example>', 'List-Unsubscribe': '<https://news.example/u>' };
    expect(await come({ to: 'shop@ours.example', headers: newsletter })).toMatchObject({ verdict: 'list' });
    const headers = { 'List-Id': '<shop.ours.example>', 'List-Post': '<mailto:shop@ours.example>' };
    expect(await come({ to: 'shop@ours.example', headers })).toMatchObject({ verdict: 'new_ticket' });
  });
});
