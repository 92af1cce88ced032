import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { readOn } from './reader.ts';
import { sequenceAll } from './sequencer.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const open = () =>
  test.request('POST', '/tickets', {
    body: { subject: 'Router', body: 'No light.', customer: { name: 'Li Wei', email: 'li@example.com' } },
  });

describe('reading the ledger', () => {
  it('hands every event to a reader once, also when two read on at once and when one fails in between', async () => {
    for (let n = 0; n < 4; n++) await open();
    await sequenceAll(test.app);
    const seen: number[] = [];
    let fail = true;
    const reader = {
      name: 'test',
      async handle(_: unknown, __: unknown, events: { position: number }[]) {
        if (fail) throw new Error('killed here');
        seen.push(...events.map((event) => event.position));
      },
    };
    await expect(readOn(test.app, test.systemContext, reader)).rejects.toThrow('killed here');
    fail = false;
    const counts = await Promise.all([1, 2, 3].map(() => readOn(test.app, test.systemContext, reader)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(seen.length);
    expect(seen).toEqual(seen.map((_, index) => index + 1));
    expect(await readOn(test.app, test.systemContext, reader)).toBe(0);
  });

  it('is paged by position over the API, and says how far the answer reaches', async () => {
    await open();
    await sequenceAll(test.app);
    const { body: all } = await test.request('GET', '/events');
    expect(all.items.map((one: { position: number }) => one.position)).toEqual(
      all.items.map((_: unknown, index: number) => index + 1),
    );
    const opened = all.items.find((one: { kind: string }) => one.kind === 'ticket.opened');
    expect(opened).toMatchObject({ ticket: 1, subject: { kind: 'ticket' } });
    expect(JSON.stringify(all)).not.toContain('No light');
    const { body: page } = await test.request('GET', '/events?after=1&limit=2');
    expect(page.items.map((one: { position: number }) => one.position)).toEqual([2, 3]);
    expect(page.last_position).toBe(3);
    const { body: end } = await test.request('GET', `/events?after=${all.last_position}`);
    expect(end).toEqual({ items: [], last_position: all.last_position });
  });

  it('tells of a ticket only those who see it, and of everything else only who may read all events', async () => {
    const unit = await addUnit(test, { name: 'Branch' });
    const team = await addTeam(test, { unit });
    const manager = await addUser(test, { role: 'manager', unit });
    const agent = await addUser(test, { role: 'agent' });
    const opened = async (body: object) =>
      (
        await test.request('POST', '/tickets', {
          body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' }, ...body },
        })
      ).body.number as number;
    const mine = await opened({ team_id: team });
    const secret = await opened({ team_id: team, confidential: true });
    await opened({});
    await sequenceAll(test.app);
    const read = async (as: string) => (await test.request('GET', '/events?limit=1000', { as })).body;
    const seen = (await read(manager.key)) as { items: { ticket: number | null }[]; last_position: number };
    expect([...new Set(seen.items.map((one) => one.ticket))]).toEqual([mine, secret]);
    expect(seen.last_position).toBe((await read(test.admin.key)).last_position);
    const { body: all } = await test.request('GET', '/events?limit=1000');
    expect(all.items.some((one: { ticket: number | null }) => one.ticket === null)).toBe(true);
    expect((await test.request('GET', '/events', { as: agent.key })).status).toBe(403);
    const stranger = await addUser(test, { role: 'manager', unit: await addUnit(test, { name: 'Other' }) });
    expect((await read(stranger.key)).items).toEqual([]);
  });
});
