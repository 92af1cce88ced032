import { performance } from 'node:perf_hooks';
import type { Usage } from './processes.ts';

/** One way of doing the same thing: over HTTP, or as bare SQL. `client` numbers the loop that calls it. */
export type Task = (client: number) => Promise<unknown>;

export interface Sample {
  /** calls a second over all clients */
  rate: number;
  /** milliseconds */
  p50: number;
  p95: number;
  p99: number;
  /** processor time of each call in milliseconds, by who used it; other work on the machine does not change it */
  cpu: Record<keyof Meters, number>;
}
export interface Comparison {
  name: string;
  product: Sample;
  bare: Sample | null;
  /** product's rate as a share of the bare rate */
  rateRatio: number | null;
  /** product's median latency over the bare one */
  latencyRatio: number | null;
}
/** Where processor time goes: the product, the database, and this process (the client, or the driver of bare SQL). */
export interface Meters {
  server(): Usage;
  database(): Usage;
  bench(): Usage;
}
export interface Load {
  clients: number;
  seconds: number;
  rounds: number;
}

/** Runs a task from so many loops at once for so long. */
export async function sample(task: Task, { clients, seconds }: Load, meters: Meters): Promise<Sample> {
  const times: number[] = [];
  const before = read(meters);
  const started = performance.now();
  const end = started + seconds * 1000;
  const loop = async (client: number) => {
    while (performance.now() < end) {
      const begin = performance.now();
      await task(client);
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)));
  const elapsed = (performance.now() - started) / 1000;
  const after = read(meters);
  const at = share(times);
  const each = (who: keyof Meters) => (after[who] - before[who]) / Math.max(1, times.length);
  return {
    rate: times.length / elapsed,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    cpu: { server: each('server'), database: each('database'), bench: each('bench') },
  };
}

/** What so large a share of some times stays below. */
export function share(times: readonly number[]): (part: number) => number {
  const sorted = [...times].sort((a, b) => a - b);
  return (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

function read(meters: Meters): Record<keyof Meters, number> {
  return {
    server: meters.server().cpuMs,
    database: meters.database().cpuMs,
    bench: meters.bench().cpuMs,
  };
}

/**
 * Measures product and bare SQL in turn, so that a drifting machine falls on both; gives medians over the rounds.
 * `settled` waits until the product has caught up with what a round did: each pays for its own work only.
 */
export async function compare(
  name: string,
  product: Task,
  bare: Task | null,
  load: Load,
  meters: Meters,
  settled: () => Promise<void>,
): Promise<Comparison> {
  const warming = { ...load, seconds: Math.min(3, load.seconds) };
  await sample(product, warming, meters);
  if (bare) await sample(bare, warming, meters);
  await settled();
  const rounds: { product: Sample; bare: Sample | null }[] = [];
  for (let round = 0; round < load.rounds; round++) {
    const mine = await sample(product, load, meters);
    await settled();
    rounds.push({ product: mine, bare: bare ? await sample(bare, load, meters) : null });
    await settled();
  }
  const middle = (pick: (round: (typeof rounds)[number]) => number | null) =>
    median(rounds.map(pick).filter((value) => value !== null));
  const of = (which: 'product' | 'bare'): Sample => ({
    rate: middle((round) => round[which]?.rate ?? null),
    p50: middle((round) => round[which]?.p50 ?? null),
    p95: middle((round) => round[which]?.p95 ?? null),
    p99: middle((round) => round[which]?.p99 ?? null),
    cpu: {
      server: middle((round) => round[which]?.cpu.server ?? null),
      database: middle((round) => round[which]?.cpu.database ?? null),
      bench: middle((round) => round[which]?.cpu.bench ?? null),
    },
  });
  return {
    name,
    product: of('product'),
    bare: bare ? of('bare') : null,
    rateRatio: bare ? middle((round) => (round.bare ? round.product.rate / round.bare.rate : null)) : null,
    latencyRatio: bare ? middle((round) => (round.bare ? round.product.p50 / round.bare.p50 : null)) : null,
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
