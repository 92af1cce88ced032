import type { Condition } from '@shouwen/conditions';
import { describe, expect, it } from 'vitest';
import { conditionOf, groupOf, isGroup, newGroup, newRow, withPart } from './condition-tree.ts';

describe('the builder of conditions', () => {
  it.each<Condition>([
    { all: [] },
    { all: [{ field: 'status', in: ['open', 'new'] }] },
    { any: [{ field: 'subject', contains: 'x' }, { not: { field: 'tags', contains: 'vip' } }] },
    {
      not: {
        any: [
          { field: 'overdue', is: true },
          { field: 'assignee', set: false },
        ],
      },
    },
    { not: { all: [{ field: 'assignee', is: 'me' }, { not: { field: 'team', in: ['my_teams'] } }] } },
    {
      all: [
        { field: 'opened_at', after: { now: true, minus: '2 days' } },
        { field: 'opened_at', before: { now: true, minus: '4h' } },
        { field: 'next_due_at', before: { now: true, plus: '30m' } },
        { field: 'next_due_at', after: { now: true, plus: '1 week' } },
        { field: 'next_due_at', before: '2026-01-01T00:00:00Z' },
      ],
    },
    { all: [{ any: [{ all: [{ field: 'priority', at_least: 'high' }] }] }, { field: 'number', above: 3 }] },
  ])('gives back what it was given: %j', (condition) => {
    expect(conditionOf(groupOf(condition))).toEqual(condition);
  });

  it('keeps what it has no row for as it is written', () => {
    const odd: Condition = { field: 'opened_at', after: { now: true, minus: '1 day', plus: '2h' } };
    const negated: Condition = { not: { field: 'number', above: 3 } };
    expect(conditionOf(groupOf({ all: [odd, negated] }))).toEqual({ all: [odd, negated] });
  });

  it('reads an empty value as not set, and a single question as a group of one', () => {
    expect(conditionOf(groupOf({ field: 'assignee', is: null }))).toEqual({
      all: [{ field: 'assignee', set: false }],
    });
  });

  it('asks nothing by what is not filled in yet', () => {
    const rows = () => [newRow('status', 'in', []), newRow('subject', 'contains', '')];
    for (const joint of ['all', 'any', 'none', 'not_all'] as const)
      expect(conditionOf(newGroup(joint, rows()))).toEqual({ all: [] });
    expect(conditionOf(newGroup('all', [newGroup('any'), newRow('overdue', 'is', false)]))).toEqual({
      all: [{ field: 'overdue', is: false }],
    });
  });

  it('changes and removes a part wherever it stands', () => {
    const group = groupOf({ all: [{ any: [{ field: 'status', in: ['new'] }] }] });
    const inner = group.parts[0];
    if (!inner || !isGroup(inner)) throw new Error('a group was expected');
    const row = inner.parts[0];
    const changed = withPart(group, row?.id ?? 0, newRow('status', 'not_in', ['new']));
    expect(conditionOf(changed)).toEqual({ all: [{ any: [{ not: { field: 'status', in: ['new'] } }] }] });
    expect(withPart(group, inner.id, null).parts).toEqual([]);
  });
});
