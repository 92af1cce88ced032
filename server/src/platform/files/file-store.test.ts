import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { localFileStore } from './file-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwen-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('removes what killed uploads have left, and nothing that is younger or in place', async () => {
  const store = localFileStore(folder);
  const { sha256 } = await store.put(Readable.from([Buffer.from('whole')]));
  const now = new Date('2026-11-29T10:00Z');
  const put = async (name: string, age: number) => {
    const path = join(folder, 'unfinished', name);
    await writeFile(path, 'half');
    const at = new Date(now.getTime() - age);
    await utimes(path, at, at);
  };
  await put('old', 90_000);
  await put('young', 30_000);
  await store.tidy(new Date(now.getTime() - 60_000));
  expect(await readdir(join(folder, 'unfinished'))).toEqual(['young']);
  expect(await store.size(sha256)).toBe(5);
});

it('has nothing to tidy before the first upload', async () => {
  await expect(localFileStore(join(folder, 'new')).tidy(new Date())).resolves.toBeUndefined();
});
