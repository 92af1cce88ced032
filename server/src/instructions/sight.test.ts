import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { open, page, post } from '../tickets/testing/desk.ts';
import { verify } from '../verify.ts';
import { addChain, ask, type Chain, dutiesOf, shown, step } from './testing/chain.ts';

let test: TestApp;
let chain: Chain;
beforeAll(async () => {
  test = await startTestApp();
  chain = await addChain(test);
});
afterAll(() => test.close());

const listed = async (as: { key: string }, query = '') =>
  (await test.request('GET', `/instructions?${query}`, { as: as.key })).body.items.map(
    (one: { number: number }) => one.number,
  );

describe('who sees a request', () => {
  it('the asker, the addressee, the leaders above, and who may read all; not whoever sees the ticket', async () => {
    const { fei, xu, ma, dai, yu } = chain;
    const ticket = await open(test);
    const { number } = (await ask(test, fei, { ticket, facts: 'A secret fact.' })).body;
    for (const seeing of [fei, xu, ma, dai, test.admin]) expect(await listed(seeing)).toContain(number);
    expect(await listed(yu)).toEqual([]);
    const answers = [number, 999_999].map((one) =>
      test.request('GET', `/instructions/${one}`, { as: yu.key }),
    );
    const [there, nowhere] = await Promise.all(answers);
    expect(there?.status).toBe(404);
    expect({ ...there?.body, request_id: '' }).toEqual({ ...nowhere?.body, request_id: '' });
    const readsAll = await addUser(test, { name: 'Reader', role: 'manager' });
    expect(await listed(readsAll)).toContain(number);
  });

  it('the ticket’s timeline tells that it was asked, instructed and carried out, and no word of what', async () => {
    const { fei, xu, yu } = chain;
    const ticket = await open(test);
    const { number } = (await ask(test, fei, { ticket, facts: 'Quiet words.', opinion: 'Quiet too.' })).body;
    await step(test, number, xu, 'instruct', { text: 'Quiet instruction.' });
    await step(test, number, fei, 'carry_out', { text: 'Quiet proof.' });
    const seen = await page(test, ticket, yu.key);
    const entries = seen.timeline.filter((one: { kind: string }) => one.kind.startsWith('instruction.'));
    expect(entries).toMatchObject([
      { kind: 'instruction.asked', data: { number } },
      { kind: 'instruction.instructed', data: { number } },
      { kind: 'instruction.carried_out', data: { number } },
    ]);
    expect(JSON.stringify(seen)).not.toContain('Quiet');
    expect(await listed(xu, `ticket=${ticket}`)).toEqual([number]);
    expect(await listed(yu, `ticket=${ticket}`)).toEqual([]);
  });

  it('a request stays with its thread: it is found on the ticket into which its own was merged', async () => {
    const { fei } = chain;
    const [source, target] = [await open(test), await open(test)];
    const { number } = (await ask(test, fei, { ticket: source })).body;
    await post(test, source, 'merge', { into: target });
    expect(await listed(fei, `ticket=${target}`)).toEqual([number]);
  });

  it('the successor of a leaver carries on what the leaver asked and was asked, and sees it', async () => {
    const heir = await addUser(test, { name: 'Heir' });
    const boss = await addUser(test, { name: 'Boss' });
    const leaver = await addUser(test, { name: 'Leaver', reportsTo: boss.id });
    const below = await addUser(test, { name: 'Below', reportsTo: leaver.id });
    const asked = (await ask(test, leaver)).body.number;
    const answered = (await ask(test, below)).body.number;
    const gone = await test.request('POST', `/users/${leaver.id}/deactivate`, {
      body: { successor_id: heir.id },
    });
    expect(gone.status).toBe(200);
    expect(await listed(heir)).toEqual([answered, asked]);
    expect(await dutiesOf(test, heir)).toEqual([`instruction_answer ${answered}`]);
    const given = await step(test, answered, heir, 'instruct', { text: 'Go on.' });
    expect(given.body).toMatchObject({ instruction: { given_by: { id: heir.id } } });
    await step(test, asked, boss, 'instruct', { text: 'Yes.' });
    const done = await step(test, asked, heir, 'carry_out', { text: 'Done.' });
    expect(done.body).toMatchObject({ asked_by: { id: leaver.id }, asker: { id: heir.id } });
  });
});

describe('the lists', () => {
  it('tell what waits for whom, what one asked, how it stands and what it is about, page by page', async () => {
    const top = await addUser(test, { name: 'Top' });
    const asker = await addUser(test, { name: 'Low', reportsTo: top.id });
    const numbers: number[] = [];
    for (const kind of ['question', 'decision', 'question']) {
      test.clock.advance(1);
      numbers.unshift((await ask(test, asker, { kind })).body.number);
    }
    const [last = 0, middle = 0, first = 0] = numbers;
    await step(test, middle, top, 'instruct', { text: 'Yes.' });
    expect(await listed(top, 'box=to_answer')).toEqual([last, first]);
    expect(await listed(asker, 'box=to_answer')).toEqual([]);
    expect(await listed(asker, 'box=mine')).toEqual(numbers);
    expect(await listed(asker, 'kind=decision')).toEqual([middle]);
    expect(await listed(asker, 'state=instructed')).toEqual([middle]);
    const page = (await test.request('GET', '/instructions?box=mine&limit=2', { as: asker.key })).body;
    expect(page.items).toHaveLength(2);
    expect(await listed(asker, `box=mine&limit=2&cursor=${page.next_cursor}`)).toEqual([first]);
  });
});

describe('kill-safety', () => {
  it('sent twice with one key, asking and a step happen once', async () => {
    const { fei, xu } = chain;
    const twice = async (path: string, as: string, headers: object, body: object) => {
      const send = () =>
        test.request('POST', path, { as, body, headers: { ...headers, 'idempotency-key': 'once' } });
      return [await send(), await send()] as const;
    };
    const body = { kind: 'question', facts: 'F', opinion: 'O' };
    const [first, again] = await twice('/instructions', fei.key, {}, body);
    expect(again.body).toEqual(first.body);
    const path = `/instructions/${first.body.number}/steps`;
    const given = { do: 'instruct', text: 'Once.' };
    const [step1, step2] = await twice(path, xu.key, { 'if-match': first.body.etag }, given);
    expect(step2).toMatchObject({ status: 200, body: step1.body });
    const { steps } = await shown(test, first.body.number, fei);
    expect(steps.map((one: { kind: string }) => one.kind)).toEqual(['asked', 'instructed']);
  });

  it('a step taken on what has changed meanwhile is refused with the present state, and changes nothing', async () => {
    const { fei, xu } = chain;
    const asked = (await ask(test, fei)).body;
    const path = `/instructions/${asked.number}/steps`;
    const take = (etag: string | null) =>
      test.request('POST', path, {
        as: xu.key,
        headers: etag ? { 'if-match': etag } : {},
        body: { do: 'instruct', text: 'T' },
      });
    expect((await take(null)).status).toBe(428);
    const back = await step(test, asked.number, xu, 'ask_back', { text: 'Which?' });
    const stale = await take(asked.etag);
    expect(stale).toMatchObject({ status: 412, body: { current: { etag: back.body.etag } } });
    expect((await shown(test, asked.number, fei)).steps).toHaveLength(2);
  });

  it('of two who decide at the same moment one is told that it has moved on', async () => {
    const { fei, xu } = chain;
    const { number, etag } = (await ask(test, fei)).body;
    const take = (move: object) =>
      test.request('POST', `/instructions/${number}/steps`, {
        as: xu.key,
        headers: { 'if-match': etag },
        body: move,
      });
    const both = await Promise.all([
      take({ do: 'instruct', text: 'Yes.' }),
      take({ do: 'pass_up', text: 'Not mine.' }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 412]);
    expect((await shown(test, number, fei)).steps).toHaveLength(2);
  });

  it('everything adds up afterwards', async () => {
    expect((await verify(test.app)).findings).toEqual([]);
  });
});
