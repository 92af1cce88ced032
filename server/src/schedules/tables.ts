/** How far a schedule has come. */
export interface ScheduleProgressTable {
  org_id: number;
  schedule_key: string;
  through: Date;
}
/** A ticket that a sample of a schedule has drawn, by which event. */
export interface ScheduleDrawnTable {
  org_id: number;
  schedule_key: string;
  ticket_id: string;
  event_id: string;
}
export interface ScheduleTables {
  schedule_drawn: ScheduleDrawnTable;
  schedule_progress: ScheduleProgressTable;
}
