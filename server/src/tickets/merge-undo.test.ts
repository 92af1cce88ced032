import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../platform/http/pipeline.ts';
import { type AddedUser, addUser } from '../platform/testing/factories.ts';
import { contextOf, startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { snoozeTicket } from './snooze-ticket.ts';
import {
  customerDecides,
  customerWrites,
  factsOf,
  obligationsOf,
  pass,
  rowOf,
  stepsOf,
} from './testing/twins.ts';

let test: TestApp;
let agent: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  agent = await addUser(test, { name: 'Bo', role: 'manager' });
});
afterAll(() => test.close());

/** The merged pair, and the twins to which everything but the merge happens as well. */
interface Pair {
  source: number;
  target: number;
  twinSource: number;
  twinTarget: number;
}

let customers = 0;
async function open(email: string, subject: string): Promise<number> {
  const { body } = await test.request('POST', '/tickets', {
    as: agent.key,
    body: { subject, body: 'It went dark.', customer: { name: 'Li Wei', email } },
  });
  return body.number;
}
async function pairIn(source: string, target: string, sameCustomer = true): Promise<Pair> {
  const email = `customer${++customers}@example.com`;
  const other = sameCustomer ? email : `other${customers}@example.com`;
  const [a, b, c, d] = [
    await open(email, 'Router'),
    await open(email, 'Router'),
    await open(other, 'Light'),
    await open(other, 'Light'),
  ] as [number, number, number, number];
  const pair = { source: a, twinSource: b, target: c, twinTarget: d };
  await pass(test, 10);
  for (const number of [a, b]) await setStatus(number, source);
  for (const number of [c, d]) await setStatus(number, target);
  return pair;
}
async function setStatus(number: number, status: string): Promise<void> {
  await change(number, { status });
}
async function change(number: number, body: object): Promise<void> {
  const answer = await test.request('PATCH', `/tickets/${number}`, {
    as: agent.key,
    headers: { 'if-match': '*' },
    body,
  });
  expect(answer.body).toMatchObject({ number });
}
async function reply(number: number, body: string): Promise<void> {
  const path = `/tickets/${number}/messages`;
  const { status } = await test.request('POST', path, { as: agent.key, body: { kind: 'reply', body } });
  expect(status).toBe(201);
}
async function snooze(number: number, until: Date): Promise<void> {
  await inTransaction(test.app, async (tx) =>
    snoozeTicket(tx, await contextOf(test, agent.id), number, until),
  );
}
async function merge({ source, target }: Pick<Pair, 'source' | 'target'>): Promise<void> {
  const answer = await test.request('POST', `/tickets/${source}/merge`, {
    as: agent.key,
    body: { into: target },
  });
  expect(answer.body).toMatchObject({ source: { number: source }, target: { number: target } });
}
async function undo({ source }: Pick<Pair, 'source'>): Promise<void> {
  const answer = await test.request('POST', `/tickets/${source}/merge/undo`, { as: agent.key });
  expect(answer.body).toMatchObject({ number: source, merged_into: null });
}
async function both(numbers: [number, number], act: (number: number) => Promise<void>): Promise<void> {
  for (const number of numbers) await act(number);
}
async function expectTwins({ source, twinSource, target, twinTarget }: Pair): Promise<void> {
  await pass(test, 1);
  expect(await factsOf(test, source)).toEqual(await factsOf(test, twinSource));
  expect(await factsOf(test, target)).toEqual(await factsOf(test, twinTarget));
}

const states = ['new', 'open', 'waiting', 'on_hold', 'resolved', 'closed'];

describe('undoing a merge', () => {
  for (const source of states)
    for (const target of states)
      it(`leaves no trace with ${source} merged into ${target} and three messages on each thread`, async () => {
        const pair = await pairIn(source, target);
        await merge(pair);
        for (const round of [1, 2, 3]) {
          await pass(test, 400 * round);
          await both([pair.source, pair.twinSource], (number) => customerWrites(test, number, `S${round}`));
          await pass(test, 30);
          await both([pair.target, pair.twinTarget], (number) => customerWrites(test, number, `T${round}`));
        }
        await pass(test, 60);
        await undo(pair);
        await expectTwins(pair);
      });

  for (const target of ['waiting', 'on_hold', 'resolved', 'closed'])
    it(`lets a ${target} ticket sleep again that only messages on the other thread woke`, async () => {
      const pair = await pairIn('open', target);
      await change(pair.target, { add_tags: ['t'] });
      await change(pair.twinTarget, { add_tags: ['t'] });
      await merge(pair);
      for (const round of [1, 2, 3]) {
        await pass(test, 500);
        await both([pair.source, pair.twinSource], (number) => customerWrites(test, number, `S${round}`));
      }
      expect((await rowOf(test, pair.target)).status_category).toBe('open');
      await pass(test, 3000);
      await undo(pair);
      await expectTwins(pair);
    });

  it('lets stand what somebody decided on the other ticket since', async () => {
    const pair = await pairIn('open', 'waiting');
    await merge(pair);
    await both([pair.source, pair.twinSource], (number) => customerWrites(test, number, 'S1'));
    await pass(test, 100);
    await both([pair.target, pair.twinTarget], (number) => setStatus(number, 'on_hold'));
    await pass(test, 100);
    await both([pair.source, pair.twinSource], (number) => customerWrites(test, number, 'S2'));
    await both([pair.target, pair.twinTarget], (number) =>
      change(number, { status: 'open', tags: ['kept'] }),
    );
    await undo(pair);
    await expectTwins(pair);
    expect((await rowOf(test, pair.target)).status_key).toBe('open');
  });

  it('lets a pause run on past a change that says nothing of the status', async () => {
    const pair = await pairIn('open', 'waiting');
    await merge(pair);
    await pass(test, 60);
    await both([pair.source, pair.twinSource], (number) => customerWrites(test, number, 'S1'));
    await pass(test, 60);
    await both([pair.target, pair.twinTarget], (number) => change(number, { assignee_id: agent.id }));
    await pass(test, 60);
    await undo(pair);
    await expectTwins(pair);
  });

  it('takes what was decided anew for decided, also when a message had brought it about before', async () => {
    const pair = await pairIn('open', 'resolved');
    await both([pair.target, pair.twinTarget], (number) => change(number, { importance: 'high' }));
    await merge(pair);
    await pass(test, 60);
    await both([pair.source, pair.twinSource], (number) => customerWrites(test, number, 'S1'));
    await pass(test, 60);
    await both([pair.target, pair.twinTarget], (number) => setStatus(number, 'open'));
    await pass(test, 60);
    await undo(pair);
    await expectTwins(pair);
  });

  it('lets nothing fall due on a solved thread that a message opened again while it was merged', async () => {
    const pair = await pairIn('resolved', 'open');
    await merge(pair);
    await customerWrites(test, pair.source, 'S1');
    await pass(test, 10_000);
    const { id, next_due_at, overdue } = await rowOf(test, pair.source);
    expect({ next_due_at, overdue }).toEqual({ next_due_at: null, overdue: false });
    const owed = (await obligationsOf(test, id)).filter(({ clock }) => clock.state !== 'done');
    expect(owed.map(({ row, clock }) => [row.kind, clock.paused_for])).toEqual([['resolution', ['merged']]]);
  });

  it('adds one pause and one resume to each ledger of the source, and takes back on the target what it did', async () => {
    const pair = await pairIn('open', 'waiting');
    await merge(pair);
    await both([pair.source, pair.twinSource], (number) => customerWrites(test, number, 'S1'));
    await pass(test, 30);
    await undo(pair);
    const twin = await stepsOf(test, pair.twinSource);
    const running = ['first_reply', 'resolution', 'take_ownership'];
    expect(await stepsOf(test, pair.source)).toEqual(
      running.flatMap((kind) => [
        ...twin.filter((step) => step.startsWith(`${kind} `)),
        `${kind} paused merged`,
        `${kind} resumed merged`,
      ]),
    );
    expect(await stepsOf(test, pair.target)).toEqual(
      (await stepsOf(test, pair.twinTarget)).flatMap((step) =>
        step === 'resolution paused waiting_for_customer'
          ? [step, 'resolution resumed waiting_for_customer', 'resolution voided']
          : [step],
      ),
    );
  });

  it('gives a confirmation that came on the thread back with it', async () => {
    const pair = await pairIn('open', 'resolved');
    await merge(pair);
    await customerDecides(test, pair.source, { accepted: true, comment: 'Thanks' });
    await customerWrites(test, pair.twinSource, 'Thanks', 'portal');
    expect((await rowOf(test, pair.target)).status_category).toBe('closed');
    await pass(test, 10);
    await undo(pair);
    await expectTwins(pair);
  });

  it('takes a decision of another customer for a message', async () => {
    const pair = await pairIn('open', 'resolved', false);
    await merge(pair);
    await expect(customerDecides(test, pair.source, { accepted: true })).rejects.toMatchObject({
      code: 'nothing_to_decide',
    });
    await customerDecides(test, pair.source, { accepted: true, comment: 'Thanks' });
    await customerWrites(test, pair.twinSource, 'Thanks', 'portal');
    expect(await rowOf(test, pair.target)).toMatchObject({
      status_category: 'open',
      customer_confirmed_at: null,
    });
    await undo(pair);
    await expectTwins(pair);
  });

  it('is right whatever happens in whatever order, also with several merges one over the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 25 }), async (happenings) => {
        const scene = await sceneOf();
        for (const thing of happenings) await happen(scene, thing);
        for (const name of ['b', 'a'] as const) await happen(scene, { do: 'undo', on: name });
        await pass(test, 1);
        for (const name of names)
          expect(await factsOf(test, scene.tickets[name])).toEqual(await factsOf(test, scene.twins[name]));
      }),
      { seed: 20261123, numRuns: process.env.SHOUWEN_TEST_LONG ? 300 : 15 },
    );
  }, 900_000);
});

const names = ['a', 'b', 't'] as const;
type Name = (typeof names)[number];
interface Scene {
  tickets: Record<Name, number>;
  twins: Record<Name, number>;
  into: Partial<Record<Name, Name>>;
}
async function sceneOf(): Promise<Scene> {
  const email = `customer${++customers}@example.com`;
  const three = async () => ({
    a: await open(email, 'A'),
    b: await open(email, 'B'),
    t: await open(email, 'T'),
  });
  return { tickets: await three(), twins: await three(), into: {} };
}

type Happening =
  | { do: 'pass'; minutes: number }
  | { do: 'merge'; on: 'a' | 'b'; into: 'a' | 't' }
  | { do: 'undo' | 'write'; on: Name }
  | { do: 'decide'; on: Name; accepted: boolean }
  | { do: 'status'; on: Name; status: string }
  | { do: 'reply' | 'assign' | 'urgent'; on: Name }
  | { do: 'snooze'; on: Name; minutes: number };
const on = fc.constantFrom(...names);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 1500 }) }),
  fc.record({
    do: fc.constant('merge' as const),
    on: fc.constantFrom('a' as const, 'b' as const),
    into: fc.constantFrom('a' as const, 't' as const),
  }),
  { arbitrary: fc.record({ do: fc.constant('write' as const), on }), weight: 3 },
  fc.record({ do: fc.constant('undo' as const), on }),
  fc.record({ do: fc.constant('decide' as const), on, accepted: fc.boolean() }),
  {
    arbitrary: fc.record({ do: fc.constant('status' as const), on, status: fc.constantFrom(...states) }),
    weight: 3,
  },
  {
    arbitrary: fc.record({ do: fc.constantFrom('reply' as const, 'assign' as const, 'urgent' as const), on }),
    weight: 2,
  },
  fc.record({ do: fc.constant('snooze' as const), on, minutes: fc.integer({ min: 1, max: 2000 }) }),
);

let said = 0;
/** Lets one thing happen to a ticket and to its twin; the twin is never merged. What cannot happen to both does not. */
async function happen(scene: Scene, thing: Happening): Promise<void> {
  if (thing.do === 'pass') return pass(test, thing.minutes);
  const ticket = scene.tickets[thing.on];
  const twin = scene.twins[thing.on];
  const merged = scene.into[thing.on] !== undefined;
  const [row, twinRow] = [await rowOf(test, ticket), await rowOf(test, twin)];
  const pair: [number, number] = [ticket, twin];
  const resolved = row.status_category === 'resolved' && twinRow.status_category === 'resolved';
  switch (thing.do) {
    case 'merge':
      if (merged || thing.on === thing.into || scene.into[thing.into]) return;
      await merge({ source: ticket, target: scene.tickets[thing.into] });
      scene.into[thing.on] = thing.into;
      return;
    case 'undo':
      if (!merged) return;
      await undo({ source: ticket });
      delete scene.into[thing.on];
      return;
    case 'write':
      said += 1;
      return both(pair, (number) => customerWrites(test, number, `Message ${said}`));
    case 'decide': {
      const decision = { accepted: thing.accepted, comment: `Decision ${++said}` };
      if (merged || resolved) await customerDecides(test, ticket, decision);
      else return;
      return twinRow.status_category === 'resolved'
        ? customerDecides(test, twin, decision)
        : customerWrites(test, twin, decision.comment, 'portal');
    }
  }
  if (merged) return;
  switch (thing.do) {
    case 'status':
      // what is nothing new for the twin would be no activity on it
      return twinRow.status_key === thing.status
        ? undefined
        : both(pair, (number) => setStatus(number, thing.status));
    case 'assign': {
      const assignee_id = twinRow.assignee_id === null ? agent.id : null;
      return both(pair, (number) => change(number, { assignee_id }));
    }
    case 'urgent':
      return twinRow.urgency === 'high'
        ? undefined
        : both(pair, (number) => change(number, { urgency: 'high' }));
    case 'reply':
      return both(pair, (number) => reply(number, `Reply ${said}`));
    case 'snooze': {
      const ended = [row, twinRow].some(({ status_category: category }) =>
        ['resolved', 'closed'].includes(category),
      );
      const until = new Date(test.clock.now().getTime() + thing.minutes * 60_000);
      return ended ? undefined : both(pair, (number) => snooze(number, until));
    }
  }
}
