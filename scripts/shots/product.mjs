import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot, root } from '../lib/paths.mjs';
import { Plain } from '../lib/say.mjs';

/**
 * The product in a process and a data folder of its own, on a free port.
 * @typedef {object} Running
 * @property {string} url
 * @property {() => Promise<void>} stop ends it and removes its data
 */

/**
 * Starts the built product and waits until it is ready.
 * @param {'serve' | 'demo'} command
 * @returns {Promise<Running>}
 */
export async function startProduct(command) {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-shots-data-'));
  chmodSync(folder, 0o711); // as root the database runs under another account, which must get through
  // what this machine has set for an installation of its own does not reach this one
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(SHOUWEN_|DATABASE_URL$|npm_|NODE_ENV$)/.test(name),
  );
  const env = {
    ...Object.fromEntries(own),
    SHOUWEN_DATA: join(folder, 'data'),
    SHOUWEN_PORT: '0',
    SHOUWEN_SMTP_IN_PORT: '0',
    SHOUWEN_LOG: 'warn',
  };
  const child = spawn(process.execPath, [inRoot('scripts', 'run.mjs'), command], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  let written = '';
  /** @type {Promise<string | null>} */
  const address = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        written += chunk;
        const found = /Shouwen is ready(?: at|:) (\S+)/.exec(written)?.[1];
        if (found) resolve(found);
      });
    void ended.then(() => resolve(null));
  });
  const url = await address;
  if (url) return { url, stop };
  await stop();
  throw new Plain(`The product did not start: ${written}`);
}
