export interface InternalComplaintTable {
  org_id: number;
  id: string;
  ticket_id: string;
  unit_id: string;
  person_id: string | null;
  facts: string;
  recorded_by: string;
  recorded_at: Date;
  /** the answer to it: its owner is the responsible manager */
  obligation_id: string;
  answer: string | null;
  answered_at: Date | null;
}
export interface InternalComplaintTables {
  internal_complaint: InternalComplaintTable;
}
