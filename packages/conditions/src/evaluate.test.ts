import { describe, expect, it } from 'vitest';
import type { Condition, Operation } from './condition.ts';
import { ConditionError } from './error.ts';
import { evaluate, predicate } from './evaluate.ts';
import { anna, bo, clock, type Thing, things } from './testing.ts';

const full: Thing = {
  title: 'Fuga en Ávila: 投诉 100%',
  size: 12,
  urgent: true,
  openedAt: new Date('2026-11-23T10:00:00.000Z'),
  dueOn: '2026-11-24',
  status: 'open',
  severity: 'major',
  owner: anna,
  tags: ['vip', 'Repair'],
  watchers: [anna],
  custom: { floor: '3' },
};

function ask(row: Thing, field: string, operation: Operation, zone?: string): boolean {
  return evaluate({ field, ...operation }, things, row, zone === undefined ? clock : { ...clock, zone });
}

describe('a leaf', () => {
  it.each<[string, Operation, boolean]>([
    ['title', { is: 'Fuga en Ávila: 投诉 100%' }, true],
    ['title', { is: 'fuga en ávila: 投诉 100%' }, false],
    ['title', { in: ['x', 'Fuga en Ávila: 投诉 100%'] }, true],
    ['title', { contains: 'EN ÁVILA' }, true],
    ['title', { contains: 'avila' }, false],
    ['title', { contains: '投诉' }, true],
    ['title', { contains: '0%' }, true],
    ['title', { contains: 'a_g' }, false],
    ['title', { starts_with: 'FUGA' }, true],
    ['title', { starts_with: 'uga' }, false],
    ['size', { is: 12 }, true],
    ['size', { in: [1, 2] }, false],
    ['size', { above: 12 }, false],
    ['size', { at_least: 12 }, true],
    ['size', { below: 12.5 }, true],
    ['size', { at_most: 11 }, false],
    ['urgent', { is: true }, true],
    ['urgent', { is: false }, false],
    ['urgent', { in: [true, false] }, true],
    ['opened_at', { is: '2026-11-23T18:00:00+08:00' }, true],
    ['opened_at', { before: '2026-11-23T10:00:00Z' }, false],
    ['opened_at', { at_most: '2026-11-23T10:00:00Z' }, true],
    ['opened_at', { after: '2026-11-23T09:59:59.999Z' }, true],
    ['opened_at', { after: '2026-11-23T10:00:00Z' }, false],
    ['opened_at', { at_least: { now: true, minus: '8h' } }, true],
    ['opened_at', { after: { now: true, minus: '7h' } }, false],
    ['opened_at', { before: { now: true, minus: '1 day', plus: '1 week' } }, true],
    ['due_on', { is: '2026-11-24' }, true],
    ['due_on', { in: ['2026-11-23', '2026-11-24'] }, true],
    ['due_on', { before: '2026-11-24' }, false],
    ['due_on', { after: { now: true } }, true],
    ['due_on', { at_most: { now: true, plus: '1 day' } }, true],
    ['status', { is: 'open' }, true],
    ['severity', { above: 'minor' }, true],
    ['severity', { above: 'major' }, false],
    ['severity', { at_least: 'major' }, true],
    ['severity', { below: 'critical' }, true],
    ['severity', { at_most: 'minor' }, false],
    ['owner', { is: anna.toUpperCase() }, true],
    ['owner', { in: [bo] }, false],
    ['tags', { contains: 'vip' }, true],
    ['tags', { contains: 'repair' }, false],
    ['tags', { above: 1 }, true],
    ['tags', { at_most: 1 }, false],
    ['watchers', { contains: anna }, true],
    ['watchers', { contains: bo }, false],
    ['custom.floor', { is: '3' }, true],
    ['custom.room', { set: false }, true],
  ])('%s %j is %s', (field, operation, expected) => {
    expect(ask(full, field, operation)).toBe(expected);
  });

  it('takes today from the zone of the asker: it is Tuesday in Shanghai and Monday in Madrid', () => {
    expect(ask(full, 'due_on', { is: { now: true } }, 'Asia/Shanghai')).toBe(true);
    expect(ask(full, 'due_on', { is: { now: true } }, 'Europe/Madrid')).toBe(false);
  });

  it('reads a moment that comes as text, with its offset', () => {
    const row = { openedAt: '2026-11-23T11:00:00.0009+01:00' };
    expect(ask(row, 'opened_at', { is: '2026-11-23T10:00:00Z' })).toBe(true);
  });

  it('matches a retired choice, which old records still have', () => {
    expect(ask({ status: 'parked' }, 'status', { is: 'parked' })).toBe(true);
  });
});

describe('an unset field', () => {
  const operations: [string, Operation][] = [
    ['title', { is: 'x' }],
    ['title', { contains: 'x' }],
    ['size', { below: 3 }],
    ['size', { in: [0] }],
    ['urgent', { is: false }],
    ['opened_at', { before: { now: true } }],
    ['due_on', { before: { now: true } }],
    ['status', { is: 'open' }],
    ['severity', { at_most: 'critical' }],
    ['owner', { is: anna }],
    ['tags', { contains: 'vip' }],
    ['watchers', { contains: anna }],
    ['title', { set: true }],
    ['tags', { set: true }],
  ];

  it.each(operations)('%s %j is false and its not is true', (field, operation) => {
    for (const row of [{}, { title: null, size: null, tags: null, watchers: null }]) {
      expect(ask(row, field, operation)).toBe(false);
      expect(evaluate({ not: { field, ...operation } }, things, row, clock)).toBe(true);
    }
  });

  it.each(['title', 'size', 'opened_at', 'tags'])('%s is what "set: no" and "is: null" find', (field) => {
    expect(ask({}, field, { set: false })).toBe(true);
    expect(ask({}, field, { is: null })).toBe(true);
    expect(ask(full, field, { set: false })).toBe(false);
    expect(ask(full, field, { is: null })).toBe(false);
    expect(ask(full, field, { set: true })).toBe(true);
  });

  it('with many values is an empty list: it has no element, and fewer than one', () => {
    expect(ask({ tags: [] }, 'tags', { set: false })).toBe(true);
    expect(ask({}, 'tags', { below: 1 })).toBe(true);
    expect(ask({ tags: [] }, 'tags', { above: 0 })).toBe(false);
  });

  it('is not the empty text, nor zero, nor false', () => {
    expect(ask({ title: '' }, 'title', { set: true })).toBe(true);
    expect(ask({ size: 0 }, 'size', { set: true })).toBe(true);
    expect(ask({ urgent: false }, 'urgent', { is: false })).toBe(true);
  });
});

describe('a tree', () => {
  const yes: Condition = { field: 'status', is: 'open' };
  const no: Condition = { field: 'status', is: 'closed' };
  it.each<[Condition, boolean]>([
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ not: no }, true],
    [{ not: { not: yes } }, true],
    [{ not: { any: [no, { not: yes }] } }, true],
    [{ field: 'status', in: [] }, false],
  ])('%j is %s', (condition, expected) => {
    expect(evaluate(condition, things, full, clock)).toBe(expected);
  });
});

describe('what does not fit', () => {
  it.each<[string, Condition]>([
    ['an unknown field', { field: 'nonsense', is: 1 }],
    ['a name that every object has', { field: 'constructor', set: true }],
    ['a family itself', { field: 'custom.*', set: true }],
    ['an unknown custom field', { field: 'custom.attic', set: true }],
    ['an operator of another type', { field: 'title', above: 3 }],
    ['a choice without a place in the order', { field: 'severity', above: 'retired' }],
  ])('%s is refused before any record is asked', (_, condition) => {
    expect(() => predicate(condition, things, clock)).toThrow(ConditionError);
  });

  it('refuses a leaf with two operators', () => {
    const leaf: Condition = { field: 'size', above: 1, below: 3 };
    expect(() => predicate(leaf, things, clock)).toThrow(/wants one operator/);
  });

  it('says so when a field reads another type than it claims, and does not just find nothing', () => {
    const row = { size: '12' } as unknown as Thing;
    expect(() => ask(row, 'size', { is: 12 })).toThrow('the field "size" of type number read string 12');
    expect(() => ask({ size: Number.NaN }, 'size', { is: 12 })).toThrow(TypeError);
    expect(() => ask({ openedAt: 'soon' }, 'opened_at', { after: { now: true } })).toThrow(TypeError);
    expect(() => ask({ dueOn: '2026-02-30' }, 'due_on', { after: '2026-01-01' })).toThrow(TypeError);
    expect(() => ask({ tags: 'vip' } as unknown as Thing, 'tags', { contains: 'vip' })).toThrow(TypeError);
  });
});
