import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { verify } from '../../verify.ts';
import { bring, type GivenMail, rawMail } from './testing/mails.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const spam = { headers: { 'X-Spam-Flag': 'YES' } };
const come = async (given: GivenMail = {}) => (await bring(test, rawMail(given))).body;
const process = (id: string, body: object = {}) =>
  test.request('POST', `/mail/journal/${id}/process`, { body });
const ticket = async (number: number) => (await test.request('GET', `/tickets/${number}`)).body;

describe('processing again', () => {
  it('judges as before, unless a person says that it is a request', async () => {
    const { id } = await come(spam);
    expect((await process(id)).body).toMatchObject({ verdict: 'spam', ticket: null });
    const { body } = await process(id, { as_ordinary: true });
    expect(body).toMatchObject({ verdict: 'new_ticket' });
    expect((await ticket(body.ticket)).customer.name).toBe('Ana Pérez');
  });

  it('is refused when the mail has become a ticket', async () => {
    const { id } = await come();
    expect(await process(id)).toMatchObject({ status: 409, body: { code: 'mail_has_ticket' } });
  });
});

describe('saying where it belongs', () => {
  it('puts the mail onto the ticket as an answer of its sender', async () => {
    const { ticket: number } = await come();
    const { id } = await come({ ...spam, from: 'Friend <friend@example.net>', text: 'I saw it too.' });
    const { status, body } = await test.request('POST', `/mail/journal/${id}/ticket`, {
      body: { ticket: number },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ verdict: 'reply', ticket: number });
    expect(body.reason).toBe(`Ada Admin said that it belongs to ticket ${number}.`);
    expect((await ticket(number)).messages.at(-1)).toMatchObject({
      body: 'I saw it too.',
      author: { name: 'Friend' },
    });
    const again = await test.request('POST', `/mail/journal/${id}/ticket`, { body: { ticket: number } });
    expect(again.status).toBe(409);
  });
});

describe('the journal', () => {
  it('is searched by words, narrowed by verdict and mailbox, and paged', async () => {
    await come({ from: 'Zoë Quick <zoe@hundred%.example>', subject: 'Wheel 100% bent' });
    const find = async (query: string) =>
      (await test.request('GET', `/mail/journal?${query}`)).body.items.map(
        (one: { subject: string }) => one.subject,
      );
    expect(await find('q=wheel zoe')).toEqual(['Wheel 100% bent']);
    expect(await find(`q=${encodeURIComponent('100%')}`)).toEqual(['Wheel 100% bent']);
    expect(await find('q=nothing of the kind')).toEqual([]);
    expect((await find('verdict=reply')).length).toBe(1);
    const mailbox = await test.app.db.selectFrom('mailbox').select('id').executeTakeFirstOrThrow();
    const all = await find('limit=200');
    expect(await find(`limit=200&mailbox=${mailbox.id}`)).toEqual(all);
    expect(await find('mailbox=019a0000-0000-7000-8000-000000000000')).toEqual([]);
    const first = await test.request('GET', '/mail/journal?limit=2');
    const rest = await find(`limit=200&cursor=${first.body.next_cursor}`);
    expect([...first.body.items.map((one: { subject: string }) => one.subject), ...rest]).toEqual(all);
  });

  it('hides the mail of a confidential ticket from who may not see that', async () => {
    const { id, ticket: number } = await come({ subject: 'A secret' });
    const lead = await addUser(test, { role: 'team_lead' });
    const raw = () => test.request('GET', `/mail/journal/${id}/raw`, { as: lead.key });
    expect((await raw()).status).toBe(200);
    const { headers } = await test.request('GET', `/tickets/${number}`);
    await test.request('PATCH', `/tickets/${number}`, {
      body: { confidential: true },
      headers: { 'if-match': headers.etag as string },
    });
    expect((await raw()).status).toBe(404);
    const { body } = await test.request('GET', '/mail/journal?q=secret', { as: lead.key });
    expect(body.items).toEqual([]);
  });

  it('adds up', async () => {
    expect((await verify(test.app)).findings.filter(({ check }) => check === 'mail')).toEqual([]);
  });
});
