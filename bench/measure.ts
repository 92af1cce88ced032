import { performance } from 'node:perf_hooks';

/** One way of doing the same thing: over HTTP, or as bare SQL. `client` numbers the loop that calls it. */
export type Task = (client: number) => Promise<void>;

export interface Sample {
  /** calls a second over all clients */
  rate: number;
  /** milliseconds */
  p50: number;
  p95: number;
  p99: number;
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

/** Runs a task from so many loops at once for so long. */
export async function sample(task: Task, clients: number, seconds: number): Promise<Sample> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  const started = performance.now();
  const loop = async (client: number) => {
    while (performance.now() < end) {
      const begin = performance.now();
      await task(client);
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)));
  const elapsed = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { rate: times.length / elapsed, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Measures product and bare SQL in turn, so that a drifting machine falls on both; gives medians over the rounds. */
export async function compare(
  name: string,
  product: Task,
  bare: Task | null,
  options: { clients: number; seconds: number; rounds: number },
): Promise<Comparison> {
  await sample(product, options.clients, Math.min(1, options.seconds));
  if (bare) await sample(bare, options.clients, Math.min(1, options.seconds));
  const rounds: { product: Sample; bare: Sample | null }[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const mine = await sample(product, options.clients, options.seconds);
    rounds.push({ product: mine, bare: bare ? await sample(bare, options.clients, options.seconds) : null });
  }
  const middle = (pick: (round: (typeof rounds)[number]) => number | null) =>
    median(rounds.map(pick).filter((value) => value !== null));
  const of = (which: 'product' | 'bare'): Sample => ({
    rate: middle((round) => round[which]?.rate ?? null),
    p50: middle((round) => round[which]?.p50 ?? null),
    p95: middle((round) => round[which]?.p95 ?? null),
    p99: middle((round) => round[which]?.p99 ?? null),
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
