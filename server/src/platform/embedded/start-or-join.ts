import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Address, makeAddress } from './address.ts';
import { codeOf, EmbeddedDatabaseError } from './error.ts';
import { clearStaleLocks, examine, type RunningServer } from './pid-file.ts';
import { connectionTo, probe } from './probe.ts';
import { orphansOf } from './processes.ts';
import { endChild, type Setup, startServer } from './server.ts';

/** A server that answers: our child when we started it, somebody else's when we joined. */
export interface Running {
  pid: number;
  address: Address;
  child: ChildProcess | undefined;
}

/** What one attempt came to: a server that answers, or why it is worth another look. */
type Attempt = Running | { reason: string; recovering: boolean };

const SECOND = 1000;
// A server whose lock file vanished notices within a minute and ends by itself.
const PATIENCE = 75 * SECOND;
// PostgreSQL's words for "somebody else is (still) here".
const BUSY =
  /lock file ".*" (already exists|is empty)|pre-existing shared memory block|address already in use/i;

/**
 * Starts the server, or joins the one that runs; PostgreSQL's own lock decides between several who try. Waits while
 * another process starts, recovers or stops it, and until the processes that a killed server left are gone.
 * @param previous where the server listened before, when it is started again
 */
export async function startOrJoin(setup: Setup, previous?: Address): Promise<Running> {
  const { place } = setup;
  const begun = Date.now();
  for (;;) {
    const state = await examine(place.pgdata);
    const waited = Date.now() - begun;
    const attempt =
      state.kind === 'running' ? await join(setup, state) : await start(setup, waited, previous);
    if ('pid' in attempt) return attempt;
    if (setup.isLeaving() || (waited > PATIENCE && !attempt.recovering)) {
      throw new EmbeddedDatabaseError(
        `The database in ${place.folder} is held by another process that does not answer (${attempt.reason}): ` +
          'end that process, then start again.',
      );
    }
    await sleep(50);
  }
}

async function join(setup: Setup, state: RunningServer): Promise<Attempt> {
  const wait = { reason: `process ${state.pid}`, recovering: state.status === 'starting' };
  if (state.address === undefined) return wait;
  const ours = await probe(setup.place, connectionTo(state.address, setup.password));
  return ours ? { pid: state.pid, address: state.address, child: undefined } : wait;
}

async function start(setup: Setup, waited: number, previous: Address | undefined): Promise<Attempt> {
  const { place } = setup;
  const address = await makeAddress(place, previous);
  await clearStaleLocks(place.pgdata, address);
  endOrphans(place.pgdata, waited > 5 * SECOND);
  const attempt = await startServer(setup, address);
  if ('failure' in attempt) {
    if (BUSY.test(attempt.failure)) return { reason: attempt.failure, recovering: false };
    throw new EmbeddedDatabaseError(
      `The database did not start: ${attempt.failure}; its log is ${place.logFile}.`,
    );
  }
  const { child, pid } = attempt;
  try {
    while (child.exitCode === null && child.signalCode === null && !setup.isLeaving()) {
      if (await probe(place, connectionTo(address, setup.password))) return { pid, address, child };
      await sleep(20);
    }
  } catch (error) {
    await endChild(child);
    throw error;
  }
  await endChild(child);
  return { reason: 'it ended as soon as it had started', recovering: false };
}

/** What a killed server left running can answer nobody any more, but keeps the next one from starting. */
function endOrphans(pgdata: string, atOnce: boolean): void {
  for (const { pid } of orphansOf(pgdata)) {
    try {
      process.kill(pid, atOnce ? 'SIGKILL' : 'SIGTERM');
    } catch (error) {
      if (codeOf(error) !== 'ESRCH') throw error;
    }
  }
}
