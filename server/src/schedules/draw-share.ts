import { createHash } from 'node:crypto';

/**
 * Draws a share of a population by a seed: rounded up, of those that were not drawn before, the same for the same seed in
 * whatever order they are given. Whoever has the seed can draw once more: those with the smallest SHA-256 of seed and id.
 */
export function drawShare(
  ids: readonly string[],
  { percent, seed, drawn }: { percent: number; seed: string; drawn: ReadonlySet<string> },
): string[] {
  const wanted = Math.ceil((ids.length * percent) / 100);
  const lot = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  return ids
    .filter((id) => !drawn.has(id))
    .map((id) => ({ id, lot: lot(id) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, wanted)
    .map(({ id }) => id);
}
