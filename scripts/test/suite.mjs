import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { inRoot, root } from '../lib/paths.mjs';
import { endLeftovers, marker } from './leftovers.mjs';
import { addBroken, emptyOutcome } from './outcome.mjs';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */

const graceToStop = 8_000; // ms for a cancelled run to take down what it started

/**
 * Runs one suite in a process group of its own. Afterwards nothing that it started is alive: what is found still running
 * is ended and counted as a failure.
 * @param {string} suite
 * @param {string[]} filters
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} interrupted
 * @returns {Promise<Outcome>}
 */
export async function runSuite(suite, filters, env, interrupted) {
  const run = randomUUID();
  const outcome = await collect(suite, filters, { ...env, [marker]: run }, interrupted);
  const left = await endLeftovers(run, interrupted.aborted);
  if (!interrupted.aborted) {
    for (const name of left) addBroken(outcome, `left a process behind: ${name}`);
  }
  return outcome;
}

/**
 * @param {string} suite
 * @param {string[]} filters
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} interrupted
 * @returns {Promise<Outcome>}
 */
function collect(suite, filters, env, interrupted) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot('scripts', 'test', 'run-suite.mjs'), suite, ...filters], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true, // its own group: a Ctrl-C reaches us alone, and we stop it in order
    });
    const soFar = emptyOutcome();
    /** @type {Outcome | null} */
    let final = null;
    child.on('message', (/** @type {any} */ message) => {
      if (message.kind === 'end') final = message.outcome;
      if (message.kind === 'test' && message.state in soFar)
        soFar[/** @type {'passed'} */ (message.state)] += 1;
    });
    const stop = () => {
      if (child.connected) child.send('stop');
      setTimeout(() => endGroup(child.pid), graceToStop).unref();
    };
    interrupted.addEventListener('abort', stop, { once: true });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      interrupted.removeEventListener('abort', stop);
      endGroup(child.pid);
      const outcome = final ?? soFar;
      if (!interrupted.aborted) {
        if (final === null)
          addBroken(outcome, `${suite} ended before its time (${signal ?? `exit code ${code}`})`);
        else if (code !== 0 && outcome.failed === 0)
          addBroken(outcome, `${suite} ended with exit code ${code}`);
      }
      resolve(outcome);
    });
  });
}

/** @param {number | undefined} pid the leader */
function endGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // nobody of it is left, which is what was wanted
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
