export interface PrivateLinkTable {
  org_id: number;
  id: string;
  kind: 'customer' | 'consultation';
  ticket_id: string;
  customer_id: string | null;
  consultation_id: string | null;
  created_at: Date;
  created_by: string | null;
  expires_at: Date | null;
  revoked_at: Date | null;
}
export interface LinkTables {
  private_link: PrivateLinkTable;
}
