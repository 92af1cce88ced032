import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { endLeftovers, marker } from './leftovers.mjs';

it('ends a process that a run left behind in a group of its own, and names it', async () => {
  const run = randomUUID();
  const script = 'console.log("here"); setInterval(() => {}, 1000)';
  const child = spawn(process.execPath, ['-e', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, [marker]: run },
  });
  await once(child.stdout, 'data');
  const ended = once(child, 'exit');
  const left = await endLeftovers(run, true);
  if (!existsSync('/proc/self/environ'))
    child.kill('SIGKILL'); // where environments cannot be read, nothing is found
  else expect(left).toEqual([`${child.pid} ${process.execPath} -e ${script}`]);
  expect((await ended)[1]).toBe('SIGKILL');
});
