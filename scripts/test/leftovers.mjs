import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** The environment variable by which everything that a run started, directly or not, is known. */
export const marker = 'SHOUWEN_TEST_RUN';

const graceToEnd = 5_000; // ms for what is already ending

/**
 * Ends every process that still carries the mark of a run, after a moment in which it may end by itself. Where the system
 * does not show processes' environments (all but Linux), only the process group is known, and that has been ended.
 * @param {string} run
 * @param {boolean} atOnce
 * @returns {Promise<string[]>} what had to be ended
 */
export async function endLeftovers(run, atOnce) {
  const patience = Date.now() + (atOnce ? 1_000 : graceToEnd);
  let left = marked(run);
  while (left.length > 0 && Date.now() < patience) {
    await wait(50);
    left = marked(run);
  }
  const names = left.map((pid) => `${pid} ${commandOf(pid)}`);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  return names;
}

/** @param {string} run @returns {number[]} */
function marked(run) {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc')
    .filter(
      (name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).split('\0').includes(`${marker}=${run}`),
    )
    .map(Number);
}

/** @param {number} pid */
const commandOf = (pid) => read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim().slice(0, 120);

/** @param {string} file @returns {string} empty for a process that has just ended or is not ours to look into */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
