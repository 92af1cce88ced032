import { languages } from '@shouwen/api';
import type { FieldSet } from '@shouwen/conditions';
import type { Selectable } from 'kysely';
import type { CustomerTable } from './tables.ts';

export type CustomerRow = Selectable<CustomerTable>;

/** A customer as conditions read it. `c` is the alias of the table in every query. */
export const customerFields: FieldSet<CustomerRow> = {
  kind: {
    type: 'choice',
    choices: ['person', 'organisation'],
    read: (c) => c.kind,
    sql: 'c.kind',
    neverNull: true,
  },
  name: { type: 'text', read: (c) => c.name, sql: 'c.name', neverNull: true },
  language: { type: 'choice', choices: languages, read: (c) => c.language, sql: 'c.language' },
  time_zone: { type: 'text', read: (c) => c.time_zone, sql: 'c.time_zone' },
  external_ref: { type: 'text', read: (c) => c.external_ref, sql: 'c.external_ref' },
  tier: { type: 'text', read: (c) => c.tier, sql: 'c.tier' },
  merged: {
    type: 'boolean',
    read: (c) => c.merged_into_id !== null,
    sql: '(c.merged_into_id is not null)',
    neverNull: true,
  },
  created_at: { type: 'moment', read: (c) => c.created_at, sql: 'c.created_at', neverNull: true },
};
