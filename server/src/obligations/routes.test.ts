import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { sweepDue } from './sweep.ts';

interface Owed {
  id: string;
  kind: string;
  due_at: string | null;
  subject: { number: number; title: string };
}

let test: TestApp;
let unit: string;
let team: string;
let lead: AddedUser;
let agent: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  unit = await addUnit(test, { name: 'Branch' });
  lead = await addUser(test, { name: 'Lead', role: 'team_lead', unit });
  team = await addTeam(test, { unit, lead: lead.id });
  agent = await addUser(test, { name: 'Agent', unit, team });
});
afterAll(() => test.close());

async function open(body: object = {}): Promise<{ id: string; number: number; obligations: Owed[] }> {
  const { body: opened } = await test.request('POST', '/tickets', {
    body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' }, team_id: team, ...body },
  });
  return opened;
}
const owed = (ticket: { obligations: Owed[] }, kind: string) =>
  ticket.obligations.find((one) => one.kind === kind)?.id ?? '';

describe('my duties', () => {
  it('are what I owe in person or through a team, soonest first, paused last, page by page', async () => {
    const first = await open({ assignee_id: agent.id });
    const second = await open({ assignee_id: agent.id, urgency: 'high', importance: 'high' });
    const { headers } = await test.request('GET', `/tickets/${first.number}`);
    await test.request('PATCH', `/tickets/${first.number}`, {
      body: { status: 'waiting' },
      headers: { 'if-match': String(headers.etag) },
    });
    const seen: Owed[] = [];
    let cursor: string | null = null;
    do {
      const after: string = cursor ? `&cursor=${cursor}` : '';
      const { body } = await test.request('GET', `/duties?limit=1${after}`, { as: agent.key });
      seen.push(...body.items);
      cursor = body.next_cursor;
    } while (cursor);
    expect(seen.map((one) => [one.subject.number, one.kind])).toEqual([
      [second.number, 'first_reply'],
      [second.number, 'resolution'],
      [first.number, 'first_reply'],
      [first.number, 'resolution'],
    ]);
    expect(seen.at(-1)?.due_at).toBeNull();
    expect(seen[0]?.subject.title).toBe('Router');
    const { body: theirs } = await test.request('GET', '/duties', { as: lead.key });
    expect(theirs.items).toEqual([]);
  });

  it('are narrowed by kind and by when they are due, and counted', async () => {
    const busy = await addUser(test);
    const ticket = await open({ assignee_id: busy.id });
    const duties = async (query: string) =>
      (await test.request('GET', `/duties?limit=50${query}`, { as: busy.key })).body;
    const kinds = (body: { items: Owed[] }) => body.items.map((one) => one.kind);
    const reply = ticket.obligations.find((one: Owed) => one.kind === 'first_reply');
    const due = Date.parse(reply?.due_at ?? '');
    const ends = new Date(due + 1_000).toISOString();
    const all = await duties(`&today_ends=${ends}`);
    expect(all.counts).toEqual([
      { kind: 'first_reply', when: 'today', count: 1 },
      { kind: 'resolution', when: 'later', count: 1 },
    ]);
    expect(kinds(await duties(`&today_ends=${ends}&when=today`))).toEqual(['first_reply']);
    expect(kinds(await duties(`&today_ends=${ends}&when=later`))).toEqual(['resolution']);
    const narrow = await duties(`&today_ends=${ends}&kind=resolution&when=overdue`);
    expect([narrow.items, narrow.counts]).toEqual([[], all.counts]);
    test.clock.advance((due - test.clock.now().getTime()) / 60_000 + 1);
    expect(kinds(await duties('&when=overdue'))).toEqual(['first_reply']);
    expect((await test.request('GET', '/duties?when=never', { as: busy.key })).status).toBe(422);
  });

  it('hold nothing of a ticket that I may not see', async () => {
    const secret = await open({ confidential: true });
    const { body } = await test.request('GET', '/duties?limit=200', { as: lead.key });
    expect(body.items.some((one: Owed) => one.subject.number === secret.number)).toBe(false);
  });
});

describe('the explanation of a due time', () => {
  it('gives the sum with its pauses, and the ledger that cites events', async () => {
    const ticket = await open({ assignee_id: agent.id });
    const change = async (status: string) => {
      const { headers } = await test.request('GET', `/tickets/${ticket.number}`);
      await test.request('PATCH', `/tickets/${ticket.number}`, {
        body: { status },
        headers: { 'if-match': String(headers.etag) },
      });
    };
    test.clock.advance(60);
    await change('waiting');
    test.clock.advance(120);
    await change('open');
    const path = `/tickets/${ticket.number}/obligations/${owed(ticket, 'resolution')}/explain`;
    const { status, body } = await test.request('GET', path, { as: agent.key });
    expect(status).toBe(200);
    expect(body.intervals.map((one: { kind: string; ms: number }) => [one.kind, one.ms / 60_000])).toEqual([
      ['counted', 60],
      ['paused', 120],
      ['counted', 47 * 60],
    ]);
    expect(body.pauses).toMatchObject([{ reason: 'waiting_for_customer', void: false }]);
    expect(body.targets).toMatchObject([{ minutes: 48 * 60, counts: 'elapsed', void: false }]);
    expect(body.steps.map((one: { kind: string }) => one.kind)).toEqual(['opened', 'paused', 'resumed']);
    expect(body.steps[1].detail).toMatchObject({ reason: 'waiting_for_customer' });
    const stranger = await addUser(test, { unit: await addUnit(test, { name: 'Other' }) });
    expect((await test.request('GET', path, { as: stranger.key })).status).toBe(404);
    const elsewhere = await open();
    const wrong = `/tickets/${elsewhere.number}/obligations/${owed(ticket, 'resolution')}/explain`;
    expect((await test.request('GET', wrong)).status).toBe(404);
  });
});

describe('waiving', () => {
  it('needs the permission and a reason, rewrites the next due time, and keeps the reason erasable', async () => {
    const ticket = await open({ assignee_id: agent.id });
    const path = `/tickets/${ticket.number}/obligations/${owed(ticket, 'first_reply')}/waive`;
    expect((await test.request('POST', path, { as: agent.key, body: { reason: 'no' } })).status).toBe(403);
    expect((await test.request('POST', path, { as: lead.key, body: {} })).body.errors[0].field).toBe(
      'reason',
    );
    const waived = await test.request('POST', path, {
      as: lead.key,
      body: { reason: 'Said so on the phone.' },
    });
    expect(waived.body).toMatchObject({ state: 'waived', outcome: null });
    const { body: page } = await test.request('GET', `/tickets/${ticket.number}`);
    expect(page.next_due_kind).toBe('resolution');
    const { body: explained } = await test.request('GET', path.replace('/waive', '/explain'));
    expect(explained.steps.at(-1)).toMatchObject({
      kind: 'waived',
      detail: { reason: 'Said so on the phone.' },
    });
    const { detail } = await test.app.db
      .selectFrom('obligation_step')
      .select('detail')
      .where('kind', '=', 'waived')
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(detail)).not.toContain('phone');
    const told = await test.app.db
      .selectFrom('notification')
      .select('user_id')
      .where('kind', '=', 'obligation.waived')
      .execute();
    expect(told).toEqual([{ user_id: agent.id }]);
    const again = await test.request('POST', path, { as: lead.key, body: { reason: 'twice' } });
    expect(again.status).toBe(409);
    expect(again.body.code).toBe('obligation_ended');
  });

  it('of one that was missed leaves a ticket that is no longer overdue', async () => {
    const ticket = await open({ assignee_id: agent.id });
    test.clock.advance(25 * 60);
    await sweepDue(test.app, test.systemContext);
    const overdue = async () => (await test.request('GET', `/tickets/${ticket.number}`)).body.overdue;
    expect(await overdue()).toBe(true);
    await test.request('POST', `/tickets/${ticket.number}/obligations/${owed(ticket, 'first_reply')}/waive`, {
      body: { reason: 'solved at the counter' },
    });
    expect(await overdue()).toBe(false);
  });
});
