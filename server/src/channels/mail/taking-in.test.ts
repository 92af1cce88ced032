import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { verify } from '../../verify.ts';
import { bring, rawMail } from './testing/mails.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const journal = async (query = '') => (await test.request('GET', `/mail/journal${query}`)).body.items;
const ticket = async (number: number) => (await test.request('GET', `/tickets/${number}`)).body;

describe('a mail that comes in', () => {
  it('is a new ticket of its sender, with the reason in words in the journal', async () => {
    const { status, body } = await bring(test, rawMail({ subject: 'No light', text: 'It is dark.' }));
    expect(status).toBe(200);
    expect(body).toMatchObject({ verdict: 'new_ticket', reason: 'It goes on with no ticket that we know.' });
    const opened = await ticket(body.ticket);
    expect(opened).toMatchObject({ subject: 'No light', channel: 'email', customer: { name: 'Ana Pérez' } });
    expect(opened.messages).toMatchObject([{ kind: 'incoming', body: 'It is dark.' }]);
    const [row] = await journal();
    expect(row).toMatchObject({
      id: body.id,
      source: 'http',
      state: 'done',
      verdict: 'new_ticket',
      ticket: body.ticket,
      from: { address: 'ana@example.net', name: 'Ana Pérez' },
    });
    const spanish = await test.request('GET', '/mail/journal', { headers: { 'accept-language': 'es' } });
    expect(spanish.body.items[0].reason).toBe('No continúa ningún ticket que conozcamos.');
  });

  it('is kept byte for byte', async () => {
    const raw = rawMail({ text: 'As it came.  \n\n\t.' });
    const { body } = await bring(test, raw);
    const kept = await test.request('GET', `/mail/journal/${body.id}/raw`);
    expect(kept.headers['content-type']).toContain('message/rfc822');
    expect(kept.body).toBe(raw);
  });

  it('is refused without a body, and with another content type', async () => {
    expect((await bring(test, '')).status).toBe(422);
    expect((await test.request('POST', '/mail/inbound', { body: { subject: 'x' } })).status).toBe(422);
  });
});

describe('the journal', () => {
  it('adds up', async () => {
    const { findings } = await verify(test.app);
    expect(findings).toEqual([]);
  });
});
