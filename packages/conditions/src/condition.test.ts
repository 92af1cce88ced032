import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allOf,
  always,
  anyOf,
  type Condition,
  leavesOf,
  namesOf,
  never,
  not,
  simplify,
} from './condition.ts';
import { evaluate } from './evaluate.ts';
import { clock, type Thing, things } from './testing.ts';

const open: Condition = { field: 'status', is: 'open' };
const big: Condition = { field: 'size', above: 10 };
const vip: Condition = { field: 'tags', contains: 'vip' };

describe('the constructors', () => {
  it.each<[string, Condition, Condition]>([
    ['nothing means always', allOf(), always],
    ['nothing to choose from means never', anyOf(), never],
    ['one stays itself', allOf(open), open],
    ['one stays itself', anyOf(open), open],
    ['always adds nothing to all', allOf(open, always), open],
    ['never adds nothing to any', anyOf(never, open), open],
    ['never wins in all', allOf(open, never), never],
    ['always wins in any', anyOf(open, always), always],
    ['all in all is flat', allOf(open, allOf(big, vip)), { all: [open, big, vip] }],
    ['any in any is flat', anyOf(anyOf(open, big), vip), { any: [open, big, vip] }],
    ['any in all stays', allOf(open, anyOf(big, vip)), { all: [open, { any: [big, vip] }] }],
    ['not not is nothing', not(not(open)), open],
    ['not always is never', not(always), never],
    ['not never is always', not(never), always],
  ])('%s', (_, built, expected) => {
    expect(built).toEqual(expected);
  });
});

describe('simplify', () => {
  it.each<[Condition, Condition]>([
    [{ all: [{ all: [open, always] }, { any: [never, big] }] }, { all: [open, big] }],
    [{ not: { not: { not: open } } }, { not: open }],
    [{ any: [open, { not: never }] }, always],
    [{ all: [open, { field: 'status', in: [] }] }, never],
    [{ not: { all: [{ any: [] }] } }, always],
  ])('%j becomes %j', (condition, expected) => {
    expect(simplify(condition)).toEqual(expected);
  });

  const conditions = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<Condition>(open, big, vip, always, never, { field: 'size', in: [] }),
      fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
  })).condition;
  const rows = fc.record<Thing>({
    status: fc.constantFrom('open', null),
    size: fc.constantFrom(5, 20, null),
    tags: fc.constantFrom(['vip'], [], null),
  });

  it('changes no answer, and simplifying again changes nothing', () => {
    fc.assert(
      fc.property(conditions, rows, (condition, row) => {
        const simple = simplify(condition);
        expect(evaluate(simple, things, row, clock)).toBe(evaluate(condition, things, row, clock));
        expect(simplify(simple)).toEqual(simple);
        expect(leavesOf(simple).length).toBeLessThanOrEqual(leavesOf(condition).length);
      }),
    );
  });
});

describe('namesOf', () => {
  it('names each field once, in order of appearance', () => {
    expect(namesOf({ any: [vip, { not: { all: [open, vip] } }, big] })).toEqual(['tags', 'status', 'size']);
    expect(namesOf(always)).toEqual([]);
  });
});
