import type { Language, LocalText } from '@shouwen/api';
import type { ColumnType } from 'kysely';

export interface UnitTable {
  org_id: number;
  id: string;
  name: ColumnType<LocalText, string, string>;
  parent_id: string | null;
  head_id: string | null;
  created_at: Date;
  deactivated_at: Date | null;
}
export interface UserAccountTable {
  org_id: number;
  id: string;
  email: string;
  name: string;
  language: Language;
  time_zone: string;
  password_hash: string | null;
  reports_to_id: string | null;
  state: 'invited' | 'active' | 'deactivated';
  created_at: Date;
  deactivated_at: Date | null;
  /** of a leaver: to whom work goes that still arrives for them */
  successor_id: string | null;
  version: number;
}
export interface TeamTable {
  org_id: number;
  id: string;
  unit_id: string;
  name: ColumnType<LocalText, string, string>;
  lead_id: string | null;
  created_at: Date;
  deactivated_at: Date | null;
}
export interface TeamMemberTable {
  org_id: number;
  team_id: string;
  user_id: string;
}
export interface RoleGrantTable {
  org_id: number;
  user_id: string;
  role_key: string;
  unit_id: string;
}
export interface SessionTable {
  org_id: number;
  id: string;
  token_hash: Buffer;
  user_id: string;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  user_agent: string;
  address: string;
}
export interface SignInFailureTable {
  org_id: number;
  address_digest: string;
  failures: number;
  last_at: Date;
  locked_until: Date | null;
}
export interface PasswordResetTable {
  org_id: number;
  id: string;
  token_hash: Buffer;
  user_id: string;
  created_at: Date;
  created_by: string | null;
  expires_at: Date;
  used_at: Date | null;
}
export interface ApiKeyTable {
  org_id: number;
  id: string;
  token_hash: Buffer;
  prefix: string;
  name: string;
  user_id: string;
  scopes: ('read' | 'write' | 'admin')[];
  created_at: Date;
  created_by: string | null;
  last_used_at: Date | null;
  expires_at: Date | null;
  revoked_at: Date | null;
}
export interface PreferenceTable {
  org_id: number;
  user_id: string;
  key: string;
  value: string;
}
export interface PeopleTables {
  preference: PreferenceTable;
  unit: UnitTable;
  user_account: UserAccountTable;
  team: TeamTable;
  team_member: TeamMemberTable;
  role_grant: RoleGrantTable;
  session: SessionTable;
  sign_in_failure: SignInFailureTable;
  password_reset: PasswordResetTable;
  api_key: ApiKeyTable;
}
