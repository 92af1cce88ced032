export interface TotpTable {
  org_id: number;
  user_id: string;
  secret: string;
  created_at: Date;
  confirmed_at: Date | null;
  last_used_at: Date | null;
  last_step: number | null;
}
export interface PasskeyTable {
  org_id: number;
  id: string;
  user_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: number;
  transports: string[];
  name: string;
  created_at: Date;
  last_used_at: Date | null;
}
export interface RecoveryCodeTable {
  org_id: number;
  user_id: string;
  code_digest: string;
  created_at: Date;
  used_at: Date | null;
}
export interface SignInChallengeTable {
  org_id: number;
  id: string;
  token_hash: Buffer;
  kind: string;
  user_id: string | null;
  sealed: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}
export interface SignInProviderTable {
  org_id: number;
  id: string;
  name: string;
  issuer: string;
  client_id: string;
  client_secret: string;
  active: boolean;
  create_people: boolean;
  asks_second_factor: boolean;
  created_at: Date;
  removed_at: Date | null;
}
export interface ProviderIdentityTable {
  org_id: number;
  provider_id: string;
  subject: string;
  user_id: string;
  created_at: Date;
  last_used_at: Date;
}
export interface SignInTables {
  totp: TotpTable;
  passkey: PasskeyTable;
  recovery_code: RecoveryCodeTable;
  sign_in_challenge: SignInChallengeTable;
  sign_in_provider: SignInProviderTable;
  provider_identity: ProviderIdentityTable;
}
