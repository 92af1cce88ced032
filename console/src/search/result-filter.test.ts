import { expect, it } from 'vitest';
import { addressOf, filterOf } from './result-filter.ts';

it('stands in the address and is read from it again', () => {
  const filter = { q: '网络 -"no signal"', view: 'my_teams', status: 'open' } as const;
  const address = addressOf(filter, 12);
  expect(address).toMatch(/^\/search\/12\?q=/);
  expect(filterOf(new URLSearchParams(address.split('?')[1]))).toEqual(filter);
  expect(addressOf({ q: 'x', team: '' })).toBe('/search?q=x');
  expect(addressOf({})).toBe('/search');
  expect(filterOf(new URLSearchParams('q=+&status=nonsense'))).toEqual({});
});
