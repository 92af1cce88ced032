import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

type Step = { key: string; done: boolean; by_hand: boolean };
const done = async () => {
  const { body } = await test.request('GET', '/first-steps');
  return body.items.filter((step: Step) => step.done).map((step: Step) => step.key);
};

it('are done when the work shows, or when somebody calls them done, which can be taken back', async () => {
  expect(await done()).toEqual([]);
  await addUser(test);
  expect(await done()).toEqual(['people']);
  const value = { name: 'Parked', category: 'on_hold', order: 9 };
  await test.request('PUT', '/configuration/statuses/parked', { body: { value } });
  expect(await done()).toEqual(['people', 'statuses']);
  const mark = (key: string, wanted: boolean) =>
    test.request('PUT', `/first-steps/${key}`, { body: { done: wanted } });
  const marked = await mark('form', true);
  expect(marked.body.items.find((step: Step) => step.key === 'form')).toEqual({
    key: 'form',
    done: true,
    by_hand: true,
  });
  await mark('form', true);
  await mark('form', false);
  expect(await done()).toEqual(['people', 'statuses']);
  expect((await mark('dancing', true)).status).toBe(404);
  await test.request('POST', '/tickets', {
    body: { subject: 'S', body: 'B', customer: { name: 'Wei' } },
  });
  expect(await done()).toEqual(['people', 'statuses', 'ticket']);
  await test.request('POST', '/mailboxes', { body: { address: 'help@example.org', name: 'Help' } });
  expect(await done()).toEqual(['people', 'statuses', 'mailbox', 'ticket']);
});
