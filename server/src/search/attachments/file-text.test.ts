import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { upload } from '../../platform/testing/upload.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const textOf = async (id: string) => (await test.request('GET', `/files/${id}/text`)).body;
const digestOf = async (id: string) =>
  (
    await test.app.db
      .selectFrom('stored_file')
      .select('sha256')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).sha256;
const note = async (id: string, state: 'waiting' | 'read' | 'failed', content = '') =>
  test.app.db
    .insertInto('file_text')
    .values({
      org_id: test.app.org,
      sha256: await digestOf(id),
      state,
      reason: null,
      next_at: null,
      read_at: null,
      content,
    })
    .execute();

it('gives the words of a file once they were read, to a bound', async () => {
  const { body: long } = await upload(test, 'long', { filename: 'long.txt' });
  expect(await textOf(long.id)).toEqual({ state: 'waiting', text: '', whole: false });
  await note(long.id, 'read', '词'.repeat(30_000));
  expect(await textOf(long.id)).toEqual({ state: 'read', text: '词'.repeat(20_000), whole: false });
  const { body: short } = await upload(test, 'short', { filename: 'short.txt' });
  await note(short.id, 'read', 'Dear Sir');
  expect(await textOf(short.id)).toEqual({ state: 'read', text: 'Dear Sir', whole: true });
});

it('says when there are none to be had, and when to come again', async () => {
  const { body: data } = await upload(test, Buffer.from([0, 1, 2]), { filename: 'data.bin' });
  expect(await textOf(data.id)).toEqual({ state: 'none', text: '', whole: true });
  const { body: damaged } = await upload(test, 'damaged', { filename: 'd.txt' });
  await note(damaged.id, 'failed');
  expect((await textOf(damaged.id)).state).toBe('none');
  const { body: waiting } = await upload(test, 'waiting', { filename: 'w.txt' });
  await note(waiting.id, 'waiting');
  expect((await textOf(waiting.id)).state).toBe('waiting');
});
