import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { enqueueMail } from './enqueue-mail.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

async function enqueue(mail: { subject: string; ticketId?: string; userId?: string }): Promise<string> {
  const context = await test.systemContext();
  return enqueueMail(test.app.db, context, {
    kind: 'notice',
    to: { address: 'somebody@example.com', name: null, ...(mail.userId ? { userId: mail.userId } : {}) },
    subject: mail.subject,
    body: 'text',
    ticketId: mail.ticketId ?? null,
  });
}
const list = async (as: string, query = '') =>
  (await test.request('GET', `/outbox${query}`, { as })).body.items.map(
    (one: { subject: string }) => one.subject,
  );

describe('the outbox', () => {
  it('shows each what belongs to tickets in sight; links for staff only to those who could make them', async () => {
    const unit = await addUnit(test);
    const team = await addTeam(test, { unit });
    const lead = await addUser(test, { role: 'team_lead', unit });
    const wide = await addUser(test, { role: 'manager' });
    const agent = await addUser(test);
    const open = async (subject: string, body: object) => {
      const { body: opened } = await test.request('POST', '/tickets', {
        body: { subject, body: '.', customer: { name: 'Ana' }, ...body },
      });
      await enqueue({ subject, ticketId: opened.id });
    };
    await open('branch', { team_id: team });
    await open('branch, confidential', { team_id: team, confidential: true });
    await open('centre', {});
    await enqueue({ subject: 'to staff', userId: agent.id });
    await enqueue({ subject: 'to a customer' });
    expect(await list(lead.key)).toEqual(['branch']);
    expect(await list(wide.key)).toEqual(['to a customer', 'centre', 'branch, confidential', 'branch']);
    expect(await list(test.admin.key)).toEqual([
      'to a customer',
      'to staff',
      'centre',
      'branch, confidential',
      'branch',
    ]);
    expect((await test.request('GET', '/outbox', { as: agent.key })).status).toBe(403);
  });

  it('is paged, newest first, and filtered by state', async () => {
    const before = (await list(test.admin.key)).length;
    test.clock.advance(1);
    const sent = await enqueue({ subject: 'sent' });
    await test.app.db
      .updateTable('outbox')
      .set({ state: 'sent', sent_at: test.clock.now() })
      .where('id', '=', sent)
      .execute();
    expect(await list(test.admin.key, '?state=sent')).toEqual(['sent']);
    expect(await list(test.admin.key, '?state=queued')).toHaveLength(before);
    const { body: first } = await test.request('GET', '/outbox?limit=2');
    const { body: second } = await test.request('GET', `/outbox?limit=200&cursor=${first.next_cursor}`);
    expect(first.items[0].subject).toBe('sent');
    expect([...first.items, ...second.items]).toHaveLength(before + 1);
    expect(new Set([...first.items, ...second.items].map((one) => one.id)).size).toBe(before + 1);
  });
});

describe('deciding about mail', () => {
  const state = async (id: string, values: { state: 'unknown' | 'failed' | 'sent' }) =>
    test.app.db.updateTable('outbox').set(values).where('id', '=', id).execute();
  const act = (id: string, what: string, body?: object) =>
    test.request('POST', `/outbox/${id}/${what}`, { body: body ?? {} });
  const withWay = async <T>(work: () => Promise<T>): Promise<T> => {
    test.app.settings.smtpOut = 'smtp://127.0.0.1:9';
    try {
      return await work();
    } finally {
      test.app.settings.smtpOut = null;
    }
  };
  const kinds = async (id: string) =>
    (await test.app.db.selectFrom('event').select('kind').where('subject_id', '=', id).execute()).map(
      (event) => event.kind,
    );

  it('what was held leaves when there is a way out and somebody lets it go', async () => {
    const id = await enqueue({ subject: 'held' });
    expect((await test.request('GET', `/outbox/${id}`)).body).toMatchObject({ held: true, next_at: null });
    const refused = await act(id, 'release');
    expect([refused.status, refused.body.code]).toEqual([409, 'no_way_out']);
    await withWay(async () => {
      const released = await act(id, 'release');
      expect([released.status, released.body.held]).toEqual([200, false]);
      expect(released.body.next_at).toBe(test.clock.now().toISOString());
      expect((await act(id, 'release')).body.code).toBe('mail_not_held');
      const { body: all } = await test.request('POST', '/outbox/release');
      expect(all.released).toBeGreaterThan(0);
      expect((await test.request('GET', '/outbox?state=held')).body.items).toEqual([]);
    });
    expect(await kinds(id)).toEqual(['mail.released']);
  });

  it('what is not known is said by a person: it was sent, or it is sent now', async () => {
    const [sent, not] = [await enqueue({ subject: 'a' }), await enqueue({ subject: 'b' })];
    expect((await act(sent, 'decide', { was: 'sent' })).body.code).toBe('mail_not_unknown');
    await state(sent, { state: 'unknown' });
    await state(not, { state: 'unknown' });
    const decided = await act(sent, 'decide', { was: 'sent' });
    expect(decided.body).toMatchObject({ state: 'sent', decided_by: 'Ada Admin' });
    const again = await withWay(() => act(not, 'decide', { was: 'not_sent' }));
    expect(again.body).toMatchObject({
      state: 'queued',
      held: false,
      next_at: test.clock.now().toISOString(),
    });
    expect(await kinds(not)).toEqual(['mail.decided']);
  });

  it('what has failed is tried again with the whole row of tries before it', async () => {
    const id = await enqueue({ subject: 'c' });
    expect((await withWay(() => act(id, 'retry'))).body.code).toBe('mail_not_failed');
    await state(id, { state: 'failed' });
    const again = await withWay(() => act(id, 'retry'));
    expect(again.body).toMatchObject({ state: 'queued', attempts: 0 });
    expect(await kinds(id)).toEqual(['mail.retried']);
  });
});
