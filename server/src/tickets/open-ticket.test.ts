import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const request = {
  subject: 'Router without light',
  body: 'It went dark this morning.',
  customer: { name: 'Li Wei', email: 'li.wei@example.com' },
};

describe('opening a ticket', () => {
  it('gives number, status and obligations, and has no first-contact owner when a program opens it', async () => {
    const { status, body } = await test.request('POST', '/tickets', { body: request });
    expect(status).toBe(201);
    expect(body.status).toBe('new');
    expect(body.first_contact_owner).toBeNull();
    expect(body.obligations.map((one: { kind: string }) => one.kind).sort()).toEqual([
      'first_reply',
      'resolution',
      'take_ownership',
    ]);
    const first = body.obligations.find((one: { kind: string }) => one.kind === 'first_reply');
    expect(first.due_at).toBe('2026-03-03T09:00:00.000Z');
  });

  it('makes whoever records a phone call its first-contact owner', async () => {
    const { body } = await test.request('POST', '/tickets', { body: { ...request, channel: 'phone' } });
    expect(body.first_contact_owner.id).toBe(test.admin.id);
    expect(body.obligations.map((one: { kind: string }) => one.kind).sort()).toEqual([
      'first_reply',
      'resolution',
    ]);
  });

  it('is answered, solved and reopened with obligations that follow', async () => {
    const { body: opened } = await test.request('POST', '/tickets', { body: request });
    test.clock.advance(60);
    const reply = await test.request('POST', `/tickets/${opened.number}/messages`, {
      body: { kind: 'reply', body: 'We are on it.', status: 'resolved' },
    });
    expect(reply.status).toBe(201);
    const { body: page, headers } = await test.request('GET', `/tickets/${opened.number}`);
    expect(page.status_category).toBe('resolved');
    expect(page.first_contact_owner.id).toBe(test.admin.id);
    expect(
      page.obligations.map((one: { kind: string; outcome: string }) => [one.kind, one.outcome]).sort(),
    ).toEqual([
      ['first_reply', 'kept'],
      ['resolution', 'kept'],
      ['take_ownership', 'kept'],
    ]);
    expect(page.timeline.map((one: { kind: string }) => one.kind)).toEqual([
      'ticket.opened',
      'ticket.answered',
      'ticket.resolved',
    ]);
    const stale = await test.request('PATCH', `/tickets/${opened.number}`, {
      body: { status: 'open' },
      headers: { 'if-match': '"t1"' },
    });
    expect(stale.status).toBe(412);
    const reopened = await test.request('PATCH', `/tickets/${opened.number}`, {
      body: { status: 'open' },
      headers: { 'if-match': String(headers.etag) },
    });
    expect(reopened.status).toBe(200);
    expect(
      reopened.body.obligations.find((one: { kind: string }) => one.kind === 'resolution').outcome,
    ).toBeNull();
  });

  it('opens one ticket for one Idempotency-Key, and refuses the key with another body', async () => {
    const headers = { 'idempotency-key': 'same-key' };
    const first = await test.request('POST', '/tickets', { body: request, headers });
    const second = await test.request('POST', '/tickets', { body: request, headers });
    expect(second.body).toEqual(first.body);
    const other = await test.request('POST', '/tickets', { body: { ...request, subject: 'Other' }, headers });
    expect(other.status).toBe(422);
  });

  it('refuses unknown fields and names them', async () => {
    const { status, body } = await test.request('POST', '/tickets', { body: { ...request, colour: 'red' } });
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe('colour');
  });
});
