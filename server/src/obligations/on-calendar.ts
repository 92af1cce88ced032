import type { CalendarInForce } from '../calendars/choose-calendar.ts';
import type { ObligationRow } from './store.ts';

/** Whether an obligation is counted on this calendar, as it is now. */
export function isCountedOn(row: ObligationRow, { key, version }: CalendarInForce): boolean {
  return row.calendar_key === key && row.calendar_version === version;
}

/** What a step of the ledger says of another calendar, or of the same one that was corrected. */
export function calendarDetail(row: ObligationRow, after: CalendarInForce): Record<string, unknown> {
  return row.calendar_key === after.key
    ? { calendar: after.key }
    : { calendar: after.key, calendar_before: row.calendar_key };
}
