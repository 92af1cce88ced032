import { join } from 'node:path';
import { expect, it } from 'vitest';
import { holdsPackages } from './install.mjs';
import { folderWith } from './temporary-folder.ts';

const locked = {
  '': { version: '0.1.0' },
  'node_modules/pg': { version: '8.0.0' },
  'node_modules/vitest': { version: '4.0.0', dev: true },
  'node_modules/fsevents': { version: '2.0.0', optional: true },
};

function holds(present: Record<string, { version: string }>, development: boolean) {
  const files = Object.keys(present).map((path) => [`${path}/package.json`, '{}'] as const);
  const folder = folderWith({
    'package-lock.json': JSON.stringify({ packages: locked }),
    'node_modules/.package-lock.json': JSON.stringify({ packages: present }),
    ...Object.fromEntries(files),
  });
  const record = join(folder, 'node_modules', '.package-lock.json');
  return holdsPackages(join(folder, 'package-lock.json'), record, development);
}

it('accepts what npm ci leaves, without the optional packages of other platforms', () => {
  const present = { 'node_modules/pg': { version: '8.0.0' }, 'node_modules/vitest': { version: '4.0.0' } };
  expect(holds(present, true)).toBe(true);
});

it('accepts npm ci --omit=dev for running, not for building', () => {
  const present = { 'node_modules/pg': { version: '8.0.0' } };
  expect(holds(present, false)).toBe(true);
  expect(holds(present, true)).toBe(false);
});

it('refuses another version, a missing package and a missing record', () => {
  expect(holds({ 'node_modules/pg': { version: '7.9.9' } }, false)).toBe(false);
  expect(holds({}, false)).toBe(false);
  expect(holdsPackages('package-lock.json', join(folderWith({}), '.package-lock.json'), false)).toBe(false);
});
