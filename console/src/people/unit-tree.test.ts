import { expect, it } from 'vitest';
import type { Unit } from '../shared/staff.ts';
import { inTreeOrder } from './unit-tree.ts';

const unit = (id: string, parent_id: string | null): Unit => ({
  id,
  name: id,
  parent_id,
  head: null,
  active: true,
});

it('reads the tree from the top, children below their parents, whatever order they come in', () => {
  const rows = inTreeOrder([
    unit('b1', 'b'),
    unit('a', null),
    unit('b', 'top'),
    unit('top', null),
    unit('b2', 'b'),
  ]);
  expect(rows.map((row) => `${row.unit.id}${row.depth}`)).toEqual(['a0', 'top0', 'b1', 'b12', 'b22']);
});

it('puts a unit whose parent was left out at the top', () => {
  expect(inTreeOrder([unit('child', 'inactive')]).map((row) => row.depth)).toEqual([0]);
});
