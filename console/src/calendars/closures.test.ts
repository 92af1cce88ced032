import { expect, it } from 'vitest';
import { isBlankText, sortedClosures } from './closures.ts';

it('puts closures in the order in which they begin', () => {
  const [summer, winter] = [
    { from: '2026-08-01', to: '2026-08-15' },
    { from: '2026-12-24', to: '2027-01-02' },
  ];
  expect(sortedClosures([winter, summer])).toEqual([summer, winter]);
});

it('takes a name for none when no language has a text', () => {
  expect(isBlankText('')).toBe(true);
  expect(isBlankText({ en: '' })).toBe(true);
  expect(isBlankText({ en: '', zh: '年休' })).toBe(false);
});
