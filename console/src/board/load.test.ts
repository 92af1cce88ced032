import { expect, it } from 'vitest';
import { inHand, loadOf } from './load.ts';
import type { Column } from './queries.ts';

const column = (name: string | null, open: number, more: Partial<Column> = {}): Column => ({
  owner: name === null ? null : { id: name, name },
  member: name !== null,
  open,
  overdue: 0,
  waiting: 0,
  elsewhere: 0,
  items: [],
  ...more,
});

it('counts what can be moved, here and in other teams', () => {
  expect(inHand(column('Ann', 7, { waiting: 3, elsewhere: 2 }))).toBe(6);
});

it('calls a load heavy when it is clearly above the average of the members', () => {
  const columns = [column(null, 40), column('Ann', 9), column('Bo', 3), column('Cy', 0)];
  expect(columns.map((each) => loadOf(each, columns))).toEqual(['usual', 'heavy', 'usual', 'none']);
});

it('makes nothing of small numbers', () => {
  const columns = [column('Ann', 4), column('Bo', 0)];
  expect(loadOf(columns[0] ?? column('Ann', 0), columns)).toBe('usual');
});
