import type { FieldSet } from './fields.ts';

/** A small record for the tests of this package; any property may be unset. */
export interface Thing {
  title?: string | null;
  size?: number | null;
  urgent?: boolean | null;
  openedAt?: Date | string | null;
  dueOn?: string | null;
  status?: string | null;
  severity?: string | null;
  owner?: string | null;
  tags?: string[] | null;
  watchers?: string[] | null;
  custom?: Record<string, string>;
}

const customKeys = ['floor', 'room'];

export const things: FieldSet<Thing> = {
  title: { type: 'text', read: (thing) => thing.title, sql: 't.title' },
  size: { type: 'number', read: (thing) => thing.size, sql: 't.size' },
  urgent: { type: 'boolean', read: (thing) => thing.urgent, sql: 't.urgent' },
  opened_at: { type: 'moment', read: (thing) => thing.openedAt, sql: 't.opened_at' },
  due_on: { type: 'date', read: (thing) => thing.dueOn, sql: 't.due_on' },
  status: {
    type: 'choice',
    choices: ['open', 'waiting', 'closed'],
    read: (thing) => thing.status,
    sql: 't.status',
    neverNull: true,
  },
  severity: {
    type: 'choice',
    choices: ['minor', 'major', 'critical'],
    ordered: true,
    read: (thing) => thing.severity,
    sql: 't.severity',
  },
  owner: { type: 'id', read: (thing) => thing.owner, sql: 't.owner_id' },
  tags: { type: 'many_text', read: (thing) => thing.tags, sql: 't.tags' },
  watchers: {
    type: 'many_id',
    read: (thing) => thing.watchers,
    neverNull: true,
    sql: {
      contains: (user) => `exists (select from watcher w where w.thing_id = t.id and w.user_id = ${user})`,
      isSet: () => 'exists (select from watcher w where w.thing_id = t.id)',
    },
  },
  'custom.*': {
    resolve: (key) =>
      customKeys.includes(key)
        ? { type: 'text', read: (thing) => thing.custom?.[key], sql: `t.custom ->> '${key}'` }
        : undefined,
    keys: () => customKeys,
  },
};

/** Monday, 23 November 2026, 17:30 in UTC: already Tuesday in Shanghai. */
export const clock = { now: new Date('2026-11-23T17:30:00.000Z') };

export const anna = '0199a2b4-0000-7000-8000-00000000000a';
export const bo = '0199a2b4-0000-7000-8000-00000000000b';
