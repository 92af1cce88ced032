import type { Language } from '@shouwen/api';
import type { ColumnType } from 'kysely';

export interface CustomerTable {
  org_id: number;
  id: string;
  kind: 'person' | 'organisation';
  name: string;
  /** lower case, without accents: for finding */
  name_folded: string;
  language: Language | null;
  time_zone: string | null;
  notes: string;
  external_ref: string | null;
  tier: ColumnType<string | null, string | null | undefined, string | null>;
  merged_into_id: string | null;
  created_at: Date;
  version: number;
}
export interface CustomerContactTable {
  org_id: number;
  id: string;
  customer_id: string;
  kind: 'email' | 'phone';
  value: string;
  normalised: string;
  last4: string | null;
  is_primary: boolean;
}
export interface CustomerAffiliationTable {
  org_id: number;
  person_id: string;
  organisation_id: string;
  role: string | null;
}
export interface CustomerMergeTable {
  org_id: number;
  id: string;
  source_id: string;
  target_id: string;
  merged_at: Date;
  merged_by: string | null;
  undone_at: Date | null;
  undone_by: string | null;
}
export interface CustomerTables {
  customer: CustomerTable;
  customer_contact: CustomerContactTable;
  customer_affiliation: CustomerAffiliationTable;
  customer_merge: CustomerMergeTable;
}
