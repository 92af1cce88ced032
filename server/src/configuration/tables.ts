import type { JSONColumnType } from 'kysely';

export interface OrganisationTable {
  org_id: number;
  name: string;
  created_at: Date;
  config_revision: number;
  /** keyed digest by which a node notices that it was started with another secret */
  secret_check: string | null;
}
export interface ConfigEntryTable {
  org_id: number;
  section: string;
  key: string;
  /** `local`, or `pack:<key>` */
  origin: string;
  version: string;
  value: JSONColumnType<Record<string, unknown>>;
  changed_at: Date;
  changed_by: string | null;
}
export interface ConfigurationTables {
  organisation: OrganisationTable;
  config_entry: ConfigEntryTable;
}
