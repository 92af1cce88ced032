import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Loop } from '../platform/loop.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { until } from '../platform/testing/until.ts';
import { appendEvent } from './append-event.ts';
import { sequenceAll, sequenceBatch, startSequencer } from './sequencer.ts';
import { verifyChain } from './verify-chain.ts';

let test: TestApp;

const subject = { kind: 'test', id: '019c0000-0000-7000-8000-000000000001' };

async function append(count: number, payload?: Record<string, unknown>): Promise<string[]> {
  const context = await test.systemContext();
  return test.app.db.transaction().execute(async (tx) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n++)
      ids.push(
        await appendEvent(tx, context, {
          kind: 'test.happened',
          subject,
          data: { n },
          ...(payload ? { payload } : {}),
        }),
      );
    return ids;
  });
}

const positions = async () =>
  (await test.app.db.selectFrom('event').select(['id', 'position']).orderBy('position').execute()).map(
    (row) => row.position,
  );
const findings = async () => (await verifyChain(test.app.db, test.app.org, test.clock.now())).findings;

describe('the sequencer', () => {
  beforeEach(async () => {
    test = await startTestApp({ setUp: false });
  });
  afterEach(() => test.close());

  it('gives positions without a gap, in the order of appending also when an id is older', async () => {
    const late = await test.systemContext();
    test.clock.advance(1);
    const [first] = await append(1);
    const second = await test.app.db
      .transaction()
      .execute((tx) => appendEvent(tx, late, { kind: 'test.happened', subject }));
    expect(second < String(first)).toBe(true);
    expect(await sequenceAll(test.app)).toBe(2);
    const rows = await test.app.db.selectFrom('event').select('id').orderBy('position').execute();
    expect(rows.map((row) => row.id)).toEqual([first, second]);
    expect(await findings()).toEqual([]);
  });

  it('places nothing of a transaction that is not committed, and what commits later comes later', async () => {
    const context = await test.systemContext();
    const open = await test.app.db.startTransaction().execute();
    let held = '';
    try {
      held = await appendEvent(open, context, { kind: 'test.happened', subject });
      await append(1);
      expect(await sequenceAll(test.app)).toBe(1);
    } finally {
      await open.commit().execute();
    }
    expect(await sequenceAll(test.app)).toBe(1);
    const last = await test.app.db
      .selectFrom('event')
      .select('position')
      .where('id', '=', held)
      .executeTakeFirstOrThrow();
    expect(last.position).toBe(2);
  });

  it('works in batches of 500 and lets one process do it at a time', async () => {
    await append(1_100);
    const counts = await Promise.all(Array.from({ length: 6 }, () => sequenceBatch(test.app)));
    expect(counts.every((count) => count === 0 || count === 500 || count === 100)).toBe(true);
    await sequenceAll(test.app);
    expect(await positions()).toEqual(Array.from({ length: 1_100 }, (_, index) => index + 1));
    expect(await findings()).toEqual([]);
  });

  it('runs by itself, is woken by a nudge, and announces the last position after the commit', async () => {
    const heard: string[] = [];
    const client = await test.pool.connect();
    await client.query('listen shouwen_ledger');
    client.on('notification', (message) => heard.push(message.payload ?? ''));
    let told = 0;
    const loop: Loop = startSequencer(test.app, () => {
      told += 1;
    });
    await append(3);
    loop.nudge();
    await until('the position is announced', () => heard.includes('3'));
    expect(told).toBeGreaterThan(0);
    await loop.stop();
    client.removeAllListeners('notification');
    client.release(true);
    await append(1);
    expect(await positions()).toEqual([1, 2, 3, null]);
  });
});

describe('the check of the chain', () => {
  beforeAll(async () => {
    test = await startTestApp({ setUp: false });
    await append(5, { note: 'as a person wrote it', nested: { at: new Date(0), list: [1, null] } });
    await sequenceAll(test.app);
  });
  afterAll(() => test.close());

  /** What the check finds after some SQL, which is taken back again. */
  async function findingsAfter(statement: string, minutesLater = 0): Promise<string[]> {
    const tx = await test.app.db.startTransaction().execute();
    try {
      await sql.raw(statement).execute(tx);
      const now = new Date(test.clock.now().getTime() + minutesLater * 60_000);
      return (await verifyChain(tx, test.app.org, now)).findings;
    } finally {
      await tx.rollback().execute();
    }
  }
  const third = 'event_id in (select id from event where position = 3)';

  it('is content with a whole ledger, also when a payload was erased', async () => {
    expect(await findings()).toEqual([]);
    const erased = `update event_payload set body = null, erased_at = '2026-03-02T10:00:00Z' where ${third}`;
    expect(await findingsAfter(erased)).toEqual([]);
  });

  it.each([
    ['changed data', "update event set data = '{}' where position = 3", 'does not match its hash'],
    ['a changed moment', "update event set at = at + interval '1 s' where position = 3", 'match its hash'],
    ['another actor', `update event set actor_kind = 'user' where position = 3`, 'does not match its hash'],
    ['a place that is empty', 'update event set position = null where position = 3', 'position 3 is missing'],
    ['a changed payload', `update event_payload set body = '{}' where ${third}`, 'digest of its payload'],
    ['a payload that is gone', `delete from event_payload where ${third}`, 'lost its payload'],
    ['a body that is gone', `update event_payload set body = null where ${third}`, 'lost the body'],
    ['an end cut off', 'update event set position = null where position = 5', 'the head stands at 5'],
  ])('finds %s', async (_, tamper, words) => {
    expect((await findingsAfter(tamper))[0]).toContain(words);
  });

  it('finds events that nobody places', async () => {
    const copy = `insert into event (org_id, id, kind, at, actor_kind, subject_kind, subject_id, data)
      select org_id, gen_random_uuid(), kind, at, actor_kind, subject_kind, subject_id, data from event`;
    expect(await findingsAfter(copy)).toEqual([]);
    expect(await findingsAfter(copy, 2)).toEqual([
      '5 events have waited for a position for more than a minute.',
    ]);
  });
});
