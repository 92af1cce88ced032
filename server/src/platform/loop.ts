import type { Logger } from './log.ts';

/** Work that goes on for as long as the process lives. */
export interface Loop {
  /** there may be something to do: look at once instead of at the next turn */
  nudge(): void;
  /** finishes the step in hand and begins no other */
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** names it in the log */
  name: string;
  log: Logger;
  /** one step of the work; gives the milliseconds until the next look, 0 for at once */
  step: () => Promise<number>;
  /** milliseconds from the end of a step in which a nudge does not begin the next: what comes meanwhile is done together */
  rest?: number;
}

const firstBackOff = 100; // ms
const longestBackOff = 5_000;

/**
 * Runs steps one after the other. A step that fails (the database was restarted, say) is tried again, later and later,
 * with one line in the log when the trouble begins and one when it is over.
 */
export function startLoop({ name, log, step, rest = 0 }: LoopOptions): Loop {
  let stopped = false;
  let nudged = false;
  let wake = () => {};
  const pause = (ms: number, mayBeWoken: boolean) =>
    new Promise<void>((resolve) => {
      if (stopped || (mayBeWoken && nudged) || ms <= 0) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        if (!stopped && !mayBeWoken) return;
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    let failures = 0;
    while (!stopped) {
      nudged = false;
      try {
        const wait = await step();
        if (failures > 0) log.info({ work: name }, 'works again');
        failures = 0;
        await pause(Math.min(wait, rest), false);
        await pause(wait - rest, true);
      } catch (error) {
        if (failures++ === 0) log.warn({ work: name, err: error }, 'interrupted, will be tried again');
        await pause(Math.min(longestBackOff, firstBackOff * 2 ** Math.min(failures, 10)), false);
      }
    }
  };
  const running = run();
  return {
    nudge() {
      nudged = true;
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
