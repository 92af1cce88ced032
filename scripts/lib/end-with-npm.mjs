import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { codeOf } from './lock.mjs';
import { say } from './say.mjs';

const look = 500; // ms between two looks at who started us

/**
 * Stops this process in order when the npm that started it is gone. A signal sent to npm alone ends npm and its shell, not
 * what they run, and would leave a server behind that holds the port. Does nothing when npm did not start us.
 */
export function endWithNpm() {
  const ours = basename(process.argv[1] ?? '');
  if (!process.env.npm_lifecycle_script?.includes(ours)) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const watch = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(watch);
    say('The npm that started Shouwen has ended: stopping.');
    process.kill(process.pid, 'SIGTERM');
  }, look);
  watch.unref();
  // a signal to all of us at once (a container, a service) is no second one
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    const told = () => {
      clearInterval(watch);
      process.off(signal, told);
      // nobody else listens: what a signal does by itself, which our listening prevented
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    process.on(signal, told);
  }
}

/** @param {number} pid @returns {number | undefined} undefined where the system does not say (all but Linux) */
function parentOf(pid) {
  try {
    // the name in the second field may hold spaces and brackets: read from its last one on
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(
      stat
        .slice(stat.lastIndexOf(')') + 1)
        .trim()
        .split(' ')[1],
    );
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}
