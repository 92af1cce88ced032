import type { ViewColumn, ViewGrouping, ViewSort } from '@shouwen/api';
import type { Condition } from '@shouwen/conditions';
import type { ColumnType, Generated } from 'kysely';

export interface SavedViewTable {
  org_id: number;
  id: string;
  name: string;
  owner_id: string;
  scope: 'private' | 'team' | 'all';
  team_id: string | null;
  condition: ColumnType<Condition, string, string>;
  sort: ViewSort;
  columns: Generated<ViewColumn[]>;
  grouping: Generated<ViewGrouping | null>;
  created_at: Date;
}
export interface ViewTables {
  saved_view: SavedViewTable;
}
