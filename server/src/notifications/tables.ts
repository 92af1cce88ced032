export interface NotificationTable {
  org_id: number;
  id: string;
  user_id: string;
  kind: string;
  ticket_id: string | null;
  obligation_id: string | null;
  event_id: string;
  at: Date;
  read_at: Date | null;
}
export interface NotificationTables {
  notification: NotificationTable;
}
