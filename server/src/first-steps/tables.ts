export interface FirstStepTable {
  org_id: number;
  key: string;
  done_at: Date;
  done_by: string;
}
export interface FirstStepTables {
  first_step: FirstStepTable;
}
