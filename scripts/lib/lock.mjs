import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './say.mjs';

const heartbeat = 1_000; // ms between two signs of life of a holder
const patience = 120_000; // ms of watching without one, after which the holder is taken for dead

/**
 * Runs `work` while no other process that uses the same lock file does; waits for the other one, and says so. A holder
 * that was killed is noticed: by its process id when it ran on this machine, otherwise (a folder shared between
 * machines or containers, or a number used again) by its silence.
 * @template T
 * @param {string} file
 * @param {(alsoHeldBy: (pid: number) => void) => Promise<T>} work is given a way to name a program that it has started:
 *   should we be killed, the lock stays until that program has ended, too
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  await take(file);
  const beat = setInterval(() => {
    const now = new Date();
    // somebody may have tidied the folder up; the work goes on all the same
    if (existsSync(file)) utimesSync(file, now, now);
  }, heartbeat);
  const release = () => rmSync(file, { force: true });
  process.on('exit', release);
  try {
    return await work((pid) => writeFileSync(file, holders(process.pid, pid)));
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
async function take(file) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  let seen = { mark: '', since: 0 };
  while (!create(file)) {
    const holder = look(file);
    if (holder === null) continue;
    if (holder.mark !== seen.mark) seen = { mark: holder.mark, since: performance.now() };
    if (holder.gone || performance.now() - seen.since > patience) {
      breakLock(file, holder.text);
      continue;
    }
    if (!told)
      say(`Waiting for another start of Shouwen (process ${holder.name}) that is installing or building …`);
    told = true;
    await wait(200);
  }
}

/** @param {number[]} pids */
const holders = (...pids) => `${hostname()} ${pids.join(' ')}`;

/** @param {string} file @returns {boolean} whether the lock is ours now */
function create(file) {
  try {
    writeFileSync(file, holders(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file @returns the holder, or null when it has just let go */
function look(file) {
  try {
    const text = readFileSync(file, 'utf8');
    const [host = '', ...pids] = text.split(' ');
    const mark = `${text} ${statSync(file).mtimeMs}`;
    const gone = host === hostname() && !pids.some((pid) => isAlive(Number(pid)));
    return { text, mark, name: pids.join(', '), gone };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM'; // it lives, but belongs to somebody else
  }
}

/**
 * Removes the lock of a dead holder. Two waiters may do so at once: whoever moves the file away looks whether it is still
 * the dead one's, and puts it back when the other waiter has taken the lock meanwhile.
 * @param {string} file @param {string} text
 */
function breakLock(file, text) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === text) rmSync(aside);
  else renameSync(aside, file);
}

/** @param {unknown} error @returns {string | undefined} the `code` of a system error */
export const codeOf = (error) => /** @type {NodeJS.ErrnoException} */ (error).code;
