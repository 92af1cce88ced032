import { expect, it } from 'vitest';
import { differences } from './differences.ts';

it('names the leaves that differ, with what stood there and what stands there now', () => {
  const before = { name: { en: 'Open', zh: '打开' }, order: 2, owner: ['a', 'b'] };
  const after = { name: { en: 'Open', zh: '处理中' }, order: 2, owner: ['b'], default: true };
  expect(differences(before, after)).toEqual([
    { path: 'default', before: null, after: 'true' },
    { path: 'name.zh', before: '打开', after: '处理中' },
    { path: 'owner', before: 'a, b', after: 'b' },
  ]);
});

it('reads a new entry as one that was not there', () => {
  expect(differences(null, { order: 1 })).toEqual([{ path: 'order', before: null, after: '1' }]);
});
