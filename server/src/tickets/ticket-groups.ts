import { statusCategories, type ViewGrouping } from '@shouwen/api';
import type { SummaryRow } from './present-ticket.ts';

/** What the rows of a list are put together by: a key that sorts by code unit, and the SQL that gives the same. */
export interface Group {
  sql: string;
  of(row: SummaryRow): string;
}

const place = (column: string, keys: readonly string[]) =>
  `(case ${column} ${keys.map((key, at) => `when '${key}' then '${at}'`).join(' ')} else '9' end)`;
const placeOf = (keys: readonly string[], key: string) => {
  const at = keys.indexOf(key);
  return at < 0 ? '9' : String(at);
};
const priorities = ['urgent', 'high', 'normal', 'low'];

/** The groupings that a view may have. What nobody works on comes first. */
export const groups: Record<ViewGrouping, Group> = {
  status: {
    sql: `(${place('t.status_category', statusCategories)} || t.status_key)`,
    of: (row) => placeOf(statusCategories, row.status_category) + row.status_key,
  },
  priority: { sql: place('t.priority', priorities), of: (row) => placeOf(priorities, row.priority) },
  assignee: { sql: `coalesce(t.assignee_id::text, '')`, of: (row) => row.assignee_id ?? '' },
  team: { sql: 't.team_id::text', of: (row) => row.team_id },
  type: { sql: 't.type_key', of: (row) => row.type_key },
};
