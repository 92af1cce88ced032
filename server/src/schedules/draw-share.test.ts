import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawShare } from './draw-share.ts';

const ids = fc.uniqueArray(fc.uuid(), { maxLength: 60 });
const none = new Set<string>();

it('CBK-22: draws a fifth of the repairs of a quarter, rounded up', () => {
  const repairs = (count: number) => Array.from({ length: count }, (_, n) => `repair ${n}`);
  const drawn = (count: number) => drawShare(repairs(count), { percent: 20, seed: 's', drawn: none }).length;
  expect([0, 1, 4, 5, 6, 10, 11].map(drawn)).toEqual([0, 1, 1, 1, 2, 2, 3]);
  expect(drawShare(repairs(100), { percent: 7, seed: 's', drawn: none })).toHaveLength(7);
});

it('draws the same for the same seed, in whatever order they come, and never the same one twice', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 100 }), fc.string(), (population, percent, seed) => {
      const first = drawShare(population, { percent, seed, drawn: none });
      expect(drawShare([...population].reverse(), { percent, seed, drawn: none })).toEqual(first);
      expect(new Set(first).size).toBe(first.length);
      const second = drawShare(population, { percent, seed: `${seed}!`, drawn: new Set(first) });
      expect(second.filter((id) => first.includes(id))).toEqual([]);
      const wanted = Math.ceil((population.length * percent) / 100);
      expect(first).toHaveLength(wanted);
      expect(second).toHaveLength(Math.min(wanted, population.length - first.length));
    }),
  );
});
