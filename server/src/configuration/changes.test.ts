import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const put = (path: string, value: unknown) =>
  test.request('PUT', `/configuration/${path}`, { body: { value } });
const changes = async (query = '') => (await test.request('GET', `/configuration/changes${query}`)).body;

it('lists what was changed in any section, newest first, before and after, page by page', async () => {
  await put('canned/hello', { name: 'Hello', body: 'Good day', order: 9 });
  test.clock.advance(1);
  await put('canned/hello', { name: 'Hello', body: 'Good morning', order: 9 });
  test.clock.advance(1);
  await put('settings/default_country', { value: 'ES' });
  const first = await changes('?limit=2');
  expect(first.items).toMatchObject([
    { actor: 'Ada Admin', section: 'settings', key: 'default_country', after: { value: 'ES' } },
    { section: 'canned', key: 'hello', before: { body: 'Good day' }, after: { body: 'Good morning' } },
  ]);
  const second = await changes(`?limit=2&cursor=${first.next_cursor}`);
  expect(second.items).toMatchObject([{ section: 'canned', before: null, after: { body: 'Good day' } }]);
  expect(second.next_cursor).toBeNull();
  expect((await changes('?section=canned')).items).toHaveLength(2);
});
