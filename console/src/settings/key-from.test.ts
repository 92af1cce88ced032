import { expect, it } from 'vitest';
import { keyFrom } from './key-from.ts';

it('makes keys of plain small letters out of names', () => {
  expect(keyFrom('Service request')).toBe('service_request');
  expect(keyFrom({ zh: '投诉', es: 'Reclamación (niños)' })).toBe('reclamacion_ninos');
});

it('leaves the key open where the name has no Latin letters', () => {
  expect(keyFrom({ zh: '投诉' })).toBe('');
});
