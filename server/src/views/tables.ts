import type { Condition } from '@shouwen/conditions';
import type { ColumnType } from 'kysely';

/** The order of a view's list: newest activity first, soonest due first, or newest first. */
export type Sort = 'activity' | 'due' | 'opened';

export interface SavedViewTable {
  org_id: number;
  id: string;
  name: string;
  owner_id: string;
  scope: 'private' | 'team' | 'all';
  team_id: string | null;
  condition: ColumnType<Condition, string, string>;
  sort: Sort;
  created_at: Date;
}
export interface ViewTables {
  saved_view: SavedViewTable;
}
