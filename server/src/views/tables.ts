import type { Condition } from '@shouwen/conditions';
import type { ColumnType } from 'kysely';

export interface SavedViewTable {
  org_id: number;
  id: string;
  name: string;
  owner_id: string;
  scope: 'private' | 'team' | 'all';
  team_id: string | null;
  condition: ColumnType<Condition, string, string>;
  sort: 'activity' | 'due' | 'opened';
  created_at: Date;
}
export interface ViewTables {
  saved_view: SavedViewTable;
}
