export type SampleKind = 'unit' | 'team' | 'user' | 'customer' | 'ticket';

/** A record that was made up for trying the product. */
export interface SampleRecordTable {
  org_id: number;
  kind: SampleKind;
  id: string;
  added_at: Date;
}
export interface SampleTables {
  sample_record: SampleRecordTable;
}
