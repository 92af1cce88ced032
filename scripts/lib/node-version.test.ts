import { expect, it } from 'vitest';
import { nodeTooOld } from './node-version.mjs';

it('takes Node 20.19 and everything newer', () => {
  expect(['20.19.0', '20.20.2', '22.0.0', '24.11.1'].map(nodeTooOld)).toEqual([null, null, null, null]);
});

it('says in one sentence which Node is needed', () => {
  expect(nodeTooOld('20.18.9')).toBe(
    'Shouwen needs Node 20.19 or newer; this is Node 20.18.9. Get one from https://nodejs.org.',
  );
  expect(nodeTooOld('18.20.0')).toContain('this is Node 18.20.0');
});
