import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyAddress } from '../../links/reply-token.ts';
import { addSent } from '../../outbox/testing/add-sent.ts';
import { type AddedUser, addUser } from '../../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { bring, type GivenMail, rawMail } from './testing/mails.ts';

let test: TestApp;
let agent: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  agent = await addUser(test, { name: 'Lin Agent', email: 'lin@ours.example' });
});
afterAll(() => test.close());

const come = async (given: GivenMail) => (await bring(test, rawMail(given))).body;
const ticket = async (number: number) => (await test.request('GET', `/tickets/${number}`)).body;
const spoken = (messages: { kind: string; author: { name: string } }[]) =>
  messages.map((message) => [message.kind, message.author.name]);
const opened = async (given: GivenMail = {}) => (await come(given)).ticket as number;

describe('what a mail goes on with', () => {
  it('is the ticket whose token stands in the address, whatever subject and references say', async () => {
    const number = await opened();
    const to = replyAddress(test.app, { address: 'support@localhost' }, number);
    expect(await come({ to, subject: 'Something else' })).toMatchObject({ verdict: 'reply', ticket: number });
    expect((await ticket(number)).messages).toHaveLength(2);
    const forged = to.replace(/\w{16}@/, '0123456789abcdef@');
    expect(await come({ to: forged })).toMatchObject({ verdict: 'new_ticket' });
  });

  it('is the ticket of a mail that it refers to, of theirs or of ours', async () => {
    const number = await opened({ id: 'first@example.net' });
    const references = { References: '<unknown@x.example> <first@example.net>' };
    expect(await come({ headers: references })).toMatchObject({ verdict: 'reply', ticket: number });
    const { id } = await ticket(number);
    await addSent(test, { to: 'ana@example.net', mailId: 'ours@shouwen.example', ticketId: id });
    const answer = { 'In-Reply-To': '<ours@shouwen.example>' };
    expect(await come({ headers: answer })).toMatchObject({ verdict: 'reply', ticket: number });
    expect((await ticket(number)).messages).toHaveLength(3);
  });

  it('is the ticket whose number stands in the subject, but only for who takes part in it', async () => {
    const number = await opened();
    const subject = `Re: [#${number}] A question`;
    expect(await come({ subject })).toMatchObject({ verdict: 'reply', ticket: number });
    expect(await come({ subject, from: 'mallory@example.org' })).toMatchObject({ verdict: 'new_ticket' });
  });

  it('is nothing for a "Re:" to something that we never saw: a new ticket', async () => {
    const headers = { 'In-Reply-To': '<elsewhere@example.org>', References: '<elsewhere@example.org>' };
    expect(await come({ subject: 'Re: Your offer', headers })).toMatchObject({ verdict: 'new_ticket' });
  });

  it('wakes what was solved', async () => {
    const number = await opened({ id: 'solved@example.net' });
    await test.request('POST', `/tickets/${number}/messages`, {
      body: { kind: 'reply', body: 'Done.', status: 'resolved' },
    });
    await come({ headers: { References: '<solved@example.net>' } });
    expect((await ticket(number)).status).toBe('open');
  });
});

describe('who writes', () => {
  it('changes nothing about whose request it is: somebody else stands under their own name (peers 34)', async () => {
    const number = await opened({ id: 'asked@example.net' });
    const headers = { 'In-Reply-To': '<asked@example.net>' };
    await come({ from: 'Boss <boss@example.net>', headers });
    const after = await ticket(number);
    expect(after.customer.name).toBe('Ana Pérez');
    expect(spoken(after.messages)).toEqual([
      ['incoming', 'Ana Pérez'],
      ['incoming', 'Boss'],
    ]);
  });

  it('makes a note of what a colleague answers by mail', async () => {
    const number = await opened({ id: 'for-staff@example.net' });
    const headers = { 'In-Reply-To': '<for-staff@example.net>' };
    const body = await come({ from: 'Lin <lin@ours.example>', headers, text: 'I know them.' });
    expect(body).toMatchObject({ verdict: 'reply', ticket: number });
    expect(body.reason).toContain('note');
    const after = await ticket(number);
    expect(spoken(after.messages)).toEqual([
      ['incoming', 'Ana Pérez'],
      ['note', 'Lin Agent'],
    ]);
    expect(after.customer.name).toBe('Ana Pérez');
    expect(agent.id).toBe(after.messages[1].author.id);
  });

  it('makes the address for answers the customer, where a form writes in its visitor’s name', async () => {
    const number = await opened({
      from: 'Web form <noreply@forms.example>',
      headers: { 'Reply-To': 'Visitor <visitor@example.org>' },
    });
    expect((await ticket(number)).customer.name).toBe('Visitor');
  });
});

describe('what a colleague forwards', () => {
  it('is a ticket of who wrote it first, with the colleague’s remark as a note', async () => {
    const text = [
      'Please take this over.',
      '',
      '---------- Forwarded message ---------',
      'From: Carla Cliente <carla@example.org>',
      'Date: Sun, 1 Mar 2026 at 10:00',
      'Subject: Broken handle',
      'To: Lin <lin@ours.example>',
      '',
      'The handle broke off.',
    ].join('\n');
    const body = await come({ from: 'Lin <lin@ours.example>', subject: 'Fwd: Broken handle', text });
    expect(body).toMatchObject({ verdict: 'new_ticket' });
    const opened = await ticket(body.ticket);
    expect(opened).toMatchObject({ subject: 'Broken handle', customer: { name: 'Carla Cliente' } });
    expect(
      opened.messages.map((message: { kind: string; body: string }) => [message.kind, message.body]),
    ).toEqual([
      ['incoming', 'The handle broke off.'],
      ['note', 'Please take this over.'],
    ]);
  });

  it('is the ticket of whoever forwards it when that is no colleague', async () => {
    const text =
      '---------- Forwarded message ---------\nFrom: Boss <boss@example.org>\nSubject: S\n\nWords.';
    const { ticket: number } = await come({ from: 'Ana Pérez <ana@example.net>', subject: 'Fwd: S', text });
    expect((await ticket(number)).customer.name).toBe('Ana Pérez');
  });
});
