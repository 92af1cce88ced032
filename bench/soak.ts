import { performance } from 'node:perf_hooks';
import { share } from './measure.ts';
import type { Usage } from './processes.ts';
import type { Scenario } from './scenarios.ts';

/** How a minute of the soak went. */
export interface Minute {
  minute: number;
  calls: number;
  /** calls that were refused or got no answer */
  failed: number;
  p50: number;
  p99: number;
  serverMb: number;
  databaseMb: number;
}

// What a department does: mostly looking.
const mixture = [
  ['list', 30],
  ['page', 30],
  ['counters', 15],
  ['search zh-2', 5],
  ['search common', 5],
  ['reply', 10],
  ['open', 5],
] as const;

/** All scenarios mixed for some minutes, so that what grows, slows down or fails with time is seen. */
export async function soak(
  scenarios: readonly Scenario[],
  load: { clients: number; minutes: number },
  usage: { server(): Usage; database(): Usage },
  random: () => number,
  say: (line: string) => void,
): Promise<Minute[]> {
  const tasks = mixture.flatMap(([name, weight]) => {
    const scenario = scenarios.find((one) => one.name === name);
    return scenario ? Array.from({ length: weight }, () => scenario.product) : [];
  });
  const minutes: Minute[] = [];
  for (let minute = 1; minute <= load.minutes; minute++) {
    const times: number[] = [];
    let failed = 0;
    const end = performance.now() + 60_000;
    const loop = async (client: number) => {
      while (performance.now() < end) {
        const began = performance.now();
        try {
          await tasks[Math.floor(random() * tasks.length)]?.(client);
          times.push(performance.now() - began);
        } catch {
          failed += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: load.clients }, (_, client) => loop(client)));
    const at = share(times);
    const one = {
      minute,
      calls: times.length,
      failed,
      p50: at(0.5),
      p99: at(0.99),
      serverMb: usage.server().memoryMb,
      databaseMb: usage.database().memoryMb,
    };
    minutes.push(one);
    say(
      `minute ${minute}: ${one.calls} calls, ${failed} failed, p50 ${one.p50.toFixed(1)} ms, p99 ${one.p99.toFixed(1)} ms, server ${one.serverMb.toFixed(0)} MB, database ${one.databaseMb.toFixed(0)} MB`,
    );
  }
  return minutes;
}
