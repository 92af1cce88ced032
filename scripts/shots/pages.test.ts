import { expect, it } from 'vitest';
import { fillIn } from './pages.mjs';

it('fills what the product holds into an address', () => {
  expect(fillIn('/inbox/all/{ticket}', { ticket: 7 })).toBe('/inbox/all/7');
  expect(fillIn('/duties', {})).toBe('/duties');
});

it('gives no address for what the product does not hold', () => {
  expect(fillIn('/customers/{customer}', { ticket: 7 })).toBeNull();
});
