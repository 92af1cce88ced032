import type { JSONColumnType } from 'kysely';
import type { ServiceTerms } from './terms.ts';

/** What the kinds of obligations and the policies said from a revision of the configuration on. */
export interface ServiceTermsTable {
  org_id: number;
  revision: number;
  content: JSONColumnType<ServiceTerms>;
}
/** How far putting a revision in force for open work has come. */
export interface PolicyRolloutTable {
  org_id: number;
  id: string;
  revision: number;
  policy_version: string;
  asked_by: string | null;
  begun_at: Date;
  ended_at: Date | null;
  after_id: string | null;
  /** tickets that were open when it began */
  total: number;
  looked_at: number;
  changed: number;
}
export interface PolicyTables {
  service_terms: ServiceTermsTable;
  policy_rollout: PolicyRolloutTable;
}
