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
