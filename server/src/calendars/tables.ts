import type { JSONColumnType } from 'kysely';

/** What a calendar said, under the digest of it: what was counted on it can be counted again. Insert-only. */
export interface CalendarVersionTable {
  org_id: number;
  version: string;
  content: JSONColumnType<Record<string, unknown>>;
}
export interface CalendarTables {
  calendar_version: CalendarVersionTable;
}
