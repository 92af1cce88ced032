import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withLock } from './lock.mjs';
import { folderWith } from './temporary-folder.ts';

it('lets one work at a time, and the others after it', async () => {
  const file = join(folderWith({}), 'lock');
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise(setImmediate);
    inside -= 1;
  };
  await Promise.all([withLock(file, work), withLock(file, work), withLock(file, work)]);
  expect(most).toBe(1);
  expect(existsSync(file)).toBe(false);
});

it('lets go when the work fails', async () => {
  const file = join(folderWith({}), 'lock');
  const work = async () => {
    throw new Error('no space left');
  };
  await expect(withLock(file, work)).rejects.toThrow('no space left');
  expect(existsSync(file)).toBe(false);
});

it('takes over from a holder that was killed', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const file = join(folderWith({ lock: `${hostname()} ${dead}` }), 'lock');
  expect(await withLock(file, async () => 'done')).toBe('done');
});

it('waits while a program lives that the killed holder had started', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const file = join(folderWith({ lock: `${hostname()} ${dead} ${process.pid}` }), 'lock');
  let done = false;
  const waiting = withLock(file, async () => {
    done = true;
  });
  await new Promise(setImmediate);
  expect(done).toBe(false);
  writeFileSync(file, `${hostname()} ${dead}`);
  await waiting;
  expect(done).toBe(true);
});
