import { afterAll, beforeAll, expect, it } from 'vitest';
import { rootUnit } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { addChain, ask, type Chain, dueIn, step } from './testing/chain.ts';

let test: TestApp;
let chain: Chain;
beforeAll(async () => {
  test = await startTestApp(); // a Monday, nine o'clock
  chain = await addChain(test);
  const day = ['09:00-12:00'];
  await put('calendars', 'mornings', {
    name: 'Mornings',
    order: 1,
    zone: 'UTC',
    hours: [{ from: null, week: { mon: day, tue: day, wed: day, thu: day, fri: day } }],
    closures: [],
    days: [],
    counts_for: { teams: [], units: [await rootUnit(test)] },
  });
});
afterAll(() => test.close());

async function put(section: string, key: string, value: object): Promise<number> {
  return (await test.request('PUT', `/configuration/${section}/${key}`, { body: { value } })).status;
}
const entry = async (key: string) =>
  (await test.request('GET', '/configuration')).body.entries.find(
    (one: { section: string; key: string }) => one.section === 'instruction_duties' && one.key === key,
  ).value;

it('what is owed on a request counts the opening hours of the unit, and says so', async () => {
  const { body } = await ask(test, chain.fei);
  const [answer] = body.obligations;
  expect(answer.due_at).toBe('2026-03-03T10:00:00.000Z'); // three hours today, one tomorrow
  const path = `/instructions/${body.number}/obligations/${answer.id}/explain`;
  const why = (await test.request('GET', path, { as: chain.fei.key })).body;
  expect(why).toMatchObject({
    calendar: { key: 'mornings' },
    targets: [{ minutes: 240, counts: 'business' }],
  });
  const urgent = await ask(test, chain.fei, { kind: 'danger', to: chain.ma.id });
  expect(dueIn(test, urgent.body, 'instruction_answer')).toBe(30);
  const report = urgent.body.obligations.find((one: { kind: string }) => one.kind === 'instruction_report');
  expect(report.due_at).toBe('2026-03-03T12:00:00.000Z'); // when the desk closes on the next business day
});

it('the time limits are settings: another one counts for what is asked from then on', async () => {
  const before = (await ask(test, chain.fei)).body;
  const value = { ...(await entry('instruction_answer')), target: { business_minutes: 60 }, at_once: 10 };
  expect(await put('instruction_duties', 'instruction_answer', value)).toBe(200);
  expect(dueIn(test, (await ask(test, chain.fei)).body, 'instruction_answer')).toBe(60);
  const urgent = await ask(test, chain.fei, { kind: 'accident' });
  expect(dueIn(test, urgent.body, 'instruction_answer')).toBe(10);
  const page = (await test.request('GET', `/instructions/${before.number}`, { as: chain.fei.key })).body;
  expect(page.obligations).toEqual(before.obligations);
  expect(await put('instruction_duties', 'something_else', value)).toBe(422);
  const nowhere = { ...value, calendar: 'no_such_calendar' };
  expect(await put('instruction_duties', 'instruction_answer', nowhere)).toBe(422);
});

it('a kind stays as it was for what was asked: at once or not is pinned, and a kind in use does not vanish', async () => {
  await put('instruction_kinds', 'flood', { name: 'Flood', at_once: true, order: 9 });
  const { number } = (await ask(test, chain.fei, { kind: 'flood' })).body;
  await put('instruction_kinds', 'flood', { name: 'Flood', at_once: false, order: 9 });
  const given = await step(test, number, chain.xu, 'instruct', { text: 'Shut the main valve.' });
  expect(given.body.at_once).toBe(true);
  expect(dueIn(test, given.body, 'instruction_acknowledge')).toBe(30);
  const gone = await test.request('DELETE', '/configuration/instruction_kinds/flood');
  expect(gone).toMatchObject({ status: 409, body: { code: 'entry_in_use' } });
});
