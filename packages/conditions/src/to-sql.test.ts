import { describe, expect, it } from 'vitest';
import type { Condition } from './condition.ts';
import { ConditionError } from './error.ts';
import { anna, bo, clock, things } from './testing.ts';
import { toSql } from './to-sql.ts';

const open: Condition = { field: 'status', is: 'open' };
const big: Condition = { field: 'size', above: 10 };
const urgent: Condition = { field: 'urgent', is: true };

describe('toSql', () => {
  it.each<[Condition, string, unknown[]]>([
    [{ all: [] }, 'true', []],
    [{ any: [] }, 'false', []],
    [{ not: { all: [] } }, 'false', []],
    [{ field: 'title', is: 'x' }, '(t.title = $1::text)', ['x']],
    [{ field: 'title', in: [] }, '(false)', []],
    [{ field: 'title', in: ['x'] }, '(t.title = $1::text)', ['x']],
    [{ field: 'title', in: ['x', 'y'] }, '(t.title = any($1::text[]))', [['x', 'y']]],
    [{ field: 'title', contains: 'Ab%' }, '(strpos(lower(t.title collate "C"), $1::text) > 0)', ['ab%']],
    [
      { field: 'title', contains: 'Ñu' },
      '(strpos(translate(lower(t.title collate "C"), $1::text, $2::text), $3::text) > 0)',
      ['Ñ', 'ñ', 'ñu'],
    ],
    [{ field: 'title', starts_with: '投' }, '(starts_with(lower(t.title collate "C"), $1::text))', ['投']],
    [{ field: 'custom.floor', is: '3' }, "((t.custom ->> 'floor') = $1::text)", ['3']],
    [{ field: 'size', is: 3 }, '(t.size = $1::bigint)', [3]],
    [{ field: 'size', at_most: 2.5 }, '(t.size <= $1::double precision)', [2.5]],
    [{ field: 'size', in: [1, 2 ** 53] }, '(t.size = any($1::double precision[]))', [[1, 2 ** 53]]],
    [urgent, '(t.urgent)', []],
    [{ field: 'urgent', is: false }, '(not t.urgent)', []],
    [
      { field: 'opened_at', before: '2026-11-23T10:00:00+01:00' },
      '(t.opened_at < $1::timestamptz)',
      ['2026-11-23T09:00:00.000Z'],
    ],
    [
      { field: 'opened_at', after: { now: true, minus: '1h' } },
      '(t.opened_at >= $1::timestamptz)',
      ['2026-11-23T16:30:00.001Z'],
    ],
    [
      { field: 'opened_at', is: '2026-11-23T10:00:00Z' },
      '(t.opened_at >= $1::timestamptz and t.opened_at < $2::timestamptz)',
      ['2026-11-23T10:00:00.000Z', '2026-11-23T10:00:00.001Z'],
    ],
    [{ field: 'due_on', at_least: { now: true, minus: '1 week' } }, '(t.due_on >= $1::date)', ['2026-11-16']],
    [{ field: 'severity', above: 'minor' }, '(t.severity = any($1::text[]))', [['major', 'critical']]],
    [{ field: 'severity', above: 'critical' }, '(false)', []],
    [{ field: 'owner', is: anna }, '(t.owner_id = $1::uuid)', [anna]],
    [{ field: 'tags', contains: 'vip' }, '(t.tags @> array[$1::text])', ['vip']],
    [{ field: 'tags', at_least: 2 }, '(coalesce(cardinality(t.tags), 0) >= $1::bigint)', [2]],
    [{ field: 'tags', set: true }, '(coalesce(cardinality(t.tags), 0) > 0)', []],
    [{ field: 'owner', set: true }, '(t.owner_id is not null)', []],
    [{ field: 'owner', is: null }, '(t.owner_id is null)', []],
    [
      { field: 'watchers', contains: bo },
      '(exists (select from watcher w where w.thing_id = t.id and w.user_id = $1::uuid))',
      [bo],
    ],
  ])('%j', (condition, text, values) => {
    expect(toSql(condition, things, clock)).toEqual({ text, values });
  });

  it.each<[string, Condition, string]>([
    ['folds null into false under not', { not: big }, '((t.size > $1::bigint) is not true)'],
    ['needs no folding where nothing is null', { not: open }, '(not (t.status = $1::text))'],
    [
      'needs none for a test of being set',
      { not: { field: 'owner', set: true } },
      '(not (t.owner_id is not null))',
    ],
    ['leaves a doubly negated leaf to the index', { not: { not: big } }, '(t.size > $1::bigint)'],
    [
      'carries not to the leaves',
      { not: { all: [urgent, { not: { any: [big, open] } }] } },
      '(((t.urgent) is not true) or ((t.size > $1::bigint) or (t.status = $2::text)))',
    ],
  ])('%s', (_, condition, text) => {
    expect(toSql(condition, things, clock).text).toBe(text);
  });

  it('gives true or false for every row when exact', () => {
    const condition: Condition = { any: [big, open, { not: urgent }, { field: 'owner', set: false }] };
    expect(toSql(condition, things, { ...clock, exact: true }).text).toBe(
      '(((t.size > $1::bigint) is true) or (t.status = $2::text) or ((t.urgent) is not true) or (t.owner_id is null))',
    );
  });

  it('numbers its parameters after those of the statement around it', () => {
    const { text, values } = toSql({ all: [open, big] }, things, { ...clock, firstParameter: 4 });
    expect(text).toBe('((t.status = $4::text) and (t.size > $5::bigint))');
    expect(values).toEqual(['open', 10]);
  });

  it('lets no text into the statement, whatever it says', () => {
    const nasty = "'); drop table ticket; -- $1 \\";
    const { text, values } = toSql({ field: 'title', is: nasty }, things, clock);
    expect(text).toBe('(t.title = $1::text)');
    expect(values).toEqual([nasty]);
    expect(() => toSql({ field: nasty, is: 'x' }, things, clock)).toThrow(ConditionError);
    expect(() => toSql({ field: `custom.${nasty}`, is: 'x' }, things, clock)).toThrow(ConditionError);
  });
});
