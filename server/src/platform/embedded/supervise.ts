import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeAddress } from './address.ts';
import { reasonOf } from './error.ts';
import { exit } from './members.ts';
import { examine } from './pid-file.ts';
import { endChild, type Setup, stopServer } from './server.ts';
import { type Running, startOrJoin } from './start-or-join.ts';
import { keepWatcher } from './watcher.ts';

/** A database that is kept running until this process leaves it. */
export interface Supervision {
  running(): Running;
  /** Leaves; the last one out stops the server. May be called more than once. */
  leave(): Promise<void>;
}

const POLL = 500;
const LONGEST_PAUSE = 10_000;

/**
 * Starts or joins the server and keeps it running: whoever notices that it is gone starts it again, the one that
 * started it by its child's end, those that joined by looking twice a second. Keeps a watcher alive as well.
 * @param member this process's entry among the members
 */
export async function supervise(given: Omit<Setup, 'isLeaving'>, member: string): Promise<Supervision> {
  let leaving = false;
  let running: Running | undefined;
  let restarting: Promise<void> | undefined;
  let left: Promise<void> | undefined;
  const setup: Setup = { ...given, isLeaving: () => leaving };
  const endWatcher = keepWatcher(setup.place, setup.binaries, member, setup.log);

  const depart = async () => {
    leaving = true;
    await restarting;
    await exit(setup.place, member, async () => {
      // Whose server it is that refused us is not known: it is not ours to stop.
      if (running === undefined) return;
      await stopServer(setup.place, setup.binaries);
      await endChild(running.child);
      removeAddress(setup.place, running.address);
    });
    endWatcher();
  };
  const leave = () => {
    left ??= depart();
    return left;
  };
  const onLost = (how: string | undefined) => {
    if (leaving || restarting !== undefined) return;
    if (how !== undefined)
      setup.log(`The database server ended unexpectedly (${how}); it is being started again.`);
    restarting = restart(setup, running).then((again) => {
      restarting = undefined;
      if (again !== undefined) watch(again);
    });
  };
  const watch = (server: Running) => {
    running = server;
    if (server.child === undefined) pollJoined(setup, server.pid, onLost);
    else whenEnded(server.child, onLost);
  };

  try {
    const first = await startOrJoin(setup);
    watch(first);
    return { running: () => running ?? first, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}

function whenEnded(child: ChildProcess, onLost: (how: string) => void): void {
  const tell = () => onLost(child.signalCode ?? `code ${child.exitCode}`);
  if (child.exitCode !== null || child.signalCode !== null) tell();
  else child.once('exit', tell);
}

/** Looks after a server that is not our child. One that another process has started anew meanwhile is joined silently. */
function pollJoined(setup: Setup, pid: number, onLost: (how: string | undefined) => void): void {
  const look = async () => {
    if (setup.isLeaving()) return;
    const state = await examine(setup.place.pgdata);
    if (state.kind !== 'running') onLost('it is gone');
    else if (state.pid !== pid) onLost(undefined);
    else pollJoined(setup, pid, onLost);
  };
  setTimeout(() => look().catch((error: unknown) => onLost(reasonOf(error))), POLL).unref();
}

/** Starts or joins again until it succeeds or we leave, with growing pauses; each new reason is logged once. */
async function restart(setup: Setup, before: Running | undefined): Promise<Running | undefined> {
  let told = '';
  for (let pause = 100; !setup.isLeaving(); pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await startOrJoin(setup, before?.address);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== told && !setup.isLeaving()) setup.log(reason);
      told = reason;
    }
    await sleep(pause);
  }
  return undefined;
}
