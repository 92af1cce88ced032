export interface PendingReplyTable {
  org_id: number;
  id: string;
  ticket_id: string;
  author_id: string;
  body: string;
  html: string | null;
  attachments: string[];
  status_key: string | null;
  last_seen_message: string | null;
  anyway: boolean;
  state: 'going_out' | 'awaiting_release' | 'held';
  reason: string | null;
  asked_at: Date;
  send_at: Date | null;
}
