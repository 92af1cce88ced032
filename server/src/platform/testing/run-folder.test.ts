import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { makeRunFolder, removeRunFolder } from './run-folder.ts';

beforeEach(() => {
  const temporary = join(inject('testFolder'), 'run-folder');
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  return () => removeRunFolder(temporary);
});
afterEach(() => vi.unstubAllEnvs());

it('removes what ended processes left, and nothing else', async () => {
  const ended = spawn('true');
  await once(ended, 'exit');
  const temporary = join(inject('testFolder'), 'run-folder');
  const folder = (name: string) => {
    mkdirSync(join(temporary, name, 'data'), { recursive: true });
    return join(temporary, name);
  };
  const left = folder(`kind-${ended.pid}.0-AbCdEf`);
  const reused = folder(`kind-${process.pid}.1-AbCdEf`);
  const others = [folder(`other-${ended.pid}.0-AbCdEf`), folder('kind-AbCdEf'), folder(`kind-${ended.pid}`)];
  const first = makeRunFolder('kind');
  const second = makeRunFolder('kind');
  expect([left, reused].filter((path) => existsSync(path))).toEqual([]);
  expect([first, second, ...others].filter((path) => !existsSync(path))).toEqual([]);
});
