import { describe, expect, it } from 'vitest';
import type { Condition } from './condition.ts';
import { ConditionError } from './error.ts';
import { limits, parseCondition } from './parse.ts';
import { anna, things } from './testing.ts';

function refusal(input: unknown): string {
  try {
    parseCondition(input, things);
  } catch (error) {
    if (error instanceof ConditionError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('parseCondition', () => {
  it.each<[unknown, Condition]>([
    [
      { field: 'status', is: 'open' },
      { field: 'status', is: 'open' },
    ],
    [[{ field: 'status', is: 'open' }], { all: [{ field: 'status', is: 'open' }] }],
    [[], { all: [] }],
    [{ any: [[], { not: [] }] }, { any: [{ all: [] }, { not: { all: [] } }] }],
    [
      { field: 'title', set: 'no' },
      { field: 'title', set: false },
    ],
    [
      { field: 'urgent', is: 'yes' },
      { field: 'urgent', is: true },
    ],
    [
      { field: 'urgent', in: ['yes', false] },
      { field: 'urgent', in: [true, false] },
    ],
    [
      { field: 'title', is: 'yes' },
      { field: 'title', is: 'yes' },
    ],
    [
      { field: 'title', is: null },
      { field: 'title', is: null },
    ],
    [
      { field: 'opened_at', before: { now: true, minus: '90 days' } },
      { field: 'opened_at', before: { now: true, minus: '90 days' } },
    ],
    [
      { field: 'custom.floor', starts_with: 'B' },
      { field: 'custom.floor', starts_with: 'B' },
    ],
    [
      { field: 'watchers', contains: anna },
      { field: 'watchers', contains: anna },
    ],
  ])('reads %j', (input, expected) => {
    expect(parseCondition(input, things)).toEqual(expected);
    expect(parseCondition(JSON.parse(JSON.stringify(expected)), things)).toEqual(expected);
  });

  it.each<[unknown, string]>([
    [7, 'this is not a condition; write a map, such as { field: status, is: open }'],
    [null, 'this is not a condition; write a map, such as { field: status, is: open }'],
    [{}, 'a condition has one of all, any, not or field'],
    [{ al: [] }, 'a condition has one of all, any, not or field; did you mean "all"?'],
    [{ all: [], any: [] }, '"any" cannot stand beside "all"; put both into a list: a list means all'],
    [{ all: { field: 'title', is: 'x' } }, 'all: "all" wants a list of conditions'],
    [
      { any: [{ not: 3 }] },
      'any[0].not: this is not a condition; write a map, such as { field: status, is: open }',
    ],
    [[{ field: 'statsu', is: 'x' }], '[0].field: there is no field "statsu"; did you mean "status"?'],
    [
      { field: 'custom.flor', is: 'x' },
      'field: there is no field "custom.flor"; did you mean "custom.floor"?',
    ],
    [{ field: 'zzz', is: 'x' }, 'field: there is no field "zzz"'],
    [{ field: '__proto__', set: true }, 'field: there is no field "__proto__"'],
    [{ field: 7, is: 'x' }, 'field: a field is named by a text'],
    [{ field: 'title' }, 'what is asked of "title" is missing; such as is, in, set'],
    [{ field: 'title', contain: 'x' }, 'there is no operator "contain"; did you mean "contains"?'],
    [
      { field: 'size', above: 1, below: 3 },
      '"above" and "below" stand in one leaf; write two leaves in a list: a list means all',
    ],
    [
      { field: 'title', above: 'x' },
      '"above" does not apply to title, a field of type text; it takes is, in, contains, starts_with, set',
    ],
    [
      { field: 'status', above: 'open' },
      '"above" does not apply to status, a field of type choice; it takes is, in, set',
    ],
    [
      { field: 'watchers', above: 1 },
      '"above" does not apply to watchers, a field of type many_id; it takes contains, set',
    ],
    [{ field: 'title', is: 3 }, 'is: 3 is not a text'],
    [
      { field: 'title', contains: '' },
      'contains: the text to look for is empty; for "any text" use set: yes',
    ],
    [{ field: 'title', is: 'a\0b' }, 'is: the NUL character cannot be stored or looked for'],
    [{ field: 'title', in: ['a', '\ud800'] }, 'in[1]: the text holds half a character'],
    [{ field: 'title', in: 'a' }, 'in: "in" wants a list; for one value use "is"'],
    [{ field: 'title', in: [null] }, 'in[0]: null is not a text'],
    [{ field: 'size', is: Number.NaN }, 'is: NaN is not a number'],
    [{ field: 'size', above: Number.POSITIVE_INFINITY }, 'above: Infinity is not a number'],
    [{ field: 'size', is: '12' }, 'is: "12" is not a number'],
    [{ field: 'urgent', is: 'maybe' }, 'is: "maybe" is not yes or no'],
    [{ field: 'title', set: 1 }, 'set: 1 is not yes or no'],
    [{ field: 'owner', is: 'anna' }, 'is: "anna" is not an id (a UUID)'],
    [{ field: 'status', is: 'opne' }, 'is: there is no choice "opne"; did you mean "open"?'],
    [
      { field: 'severity', in: ['huge'] },
      'in[0]: there is no choice "huge"; the choices are minor, major, critical',
    ],
    [
      { field: 'severity', above: 'huge' },
      'above: there is no choice "huge"; the choices are minor, major, critical',
    ],
    [
      { field: 'opened_at', before: '2026-11-23' },
      'before: "2026-11-23" is not a time; write it with its offset, such as 2026-11-23T09:00:00+08:00, ' +
        'or relative, such as { now: true, minus: 3 days }',
    ],
    [
      { field: 'due_on', before: '2026-02-30' },
      'before: "2026-02-30" is not a date; write it as 2026-11-23, or relative, such as { now: true, minus: 3 days }',
    ],
    [
      { field: 'due_on', after: { now: true, plus: '2h' } },
      'after: a date is counted in days or weeks only; such as 3 days',
    ],
    [
      { field: 'opened_at', after: { now: true, minus: '4 business hours' } },
      'after.minus: "4 business hours" is not a plain length; ' +
        'use m, h, days or weeks, such as 45m or 3 days, up to a hundred years',
    ],
    [
      { field: 'opened_at', after: { now: true, mins: '4h' } },
      'after: a relative moment has no "mins"; did you mean "minus"?',
    ],
    [
      { field: 'opened_at', after: { now: 'yes' } },
      'after: a moment is a text or { now: true } with minus or plus',
    ],
    [{ field: 'opened_at', after: 12 }, 'after: a moment is a text or { now: true } with minus or plus'],
  ])('refuses %j', (input, message) => {
    expect(refusal(input)).toBe(message);
  });

  it('names the place in an error as a path that a program can follow', () => {
    const input = {
      all: [{ field: 'status', is: 'open' }, { not: { field: 'status', in: ['open', 'gone'] } }],
    };
    const error = (() => {
      try {
        return parseCondition(input, things);
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toMatchObject({ path: ['all', 1, 'not', 'in', 1], problem: 'there is no choice "gone"' });
  });

  it('refuses what is too deep, too wide or too long, before it costs anything', () => {
    let deep: unknown = { field: 'title', set: true };
    for (let level = 0; level < 10_000; level++) deep = { not: deep };
    expect(refusal(deep)).toContain(`${limits.depth} levels deep`);
    let lists: unknown = [];
    for (let level = 0; level < 10_000; level++) lists = [lists];
    expect(refusal(lists)).toContain(`${limits.depth} levels deep`);
    const leaf = { field: 'title', set: true };
    expect(refusal(Array.from({ length: limits.leaves + 1 }, () => leaf))).toContain('500 leaves');
    const half = Array.from({ length: limits.leaves / 2 + 1 }, () => leaf);
    expect(refusal([{ any: half }, { any: half }])).toContain('500 leaves');
    expect(refusal({ field: 'size', in: Array.from({ length: limits.listLength + 1 }, () => 1) })).toContain(
      '5000 values',
    );
    expect(refusal({ field: 'title', is: 'x'.repeat(limits.textLength + 1) })).toContain('10000 characters');
    expect(refusal({ field: 'x'.repeat(100_000), is: 1 })).toContain('there is no field');
  });
});
