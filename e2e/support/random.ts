import { onTestFailed } from 'vitest';

/** Numbers that a seed decides, so that what a test did by chance can be done again. */
export interface Chance {
  seed: number;
  /** a whole number from `from` to `to`, both included */
  between(from: number, to: number): number;
  shuffled<T>(values: readonly T[]): T[];
}

/** The chance of a test, which says its seed when it fails. */
export function chanceOfTest(): Chance {
  const chance = makeChance();
  onTestFailed(() =>
    console.error(`The seed was ${chance.seed}: repeat with SHOUWEN_TEST_SEED=${chance.seed}.`),
  );
  return chance;
}

/** The seed comes from SHOUWEN_TEST_SEED, else from the clock. */
export function makeChance(): Chance {
  const seed = Number(process.env.SHOUWEN_TEST_SEED ?? Date.now() % 2 ** 31);
  const next = mulberry32(seed);
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    seed,
    between,
    shuffled(values) {
      const left = [...values];
      return values.flatMap(() => left.splice(between(0, left.length - 1), 1));
    },
  };
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
