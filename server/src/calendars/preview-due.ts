import type { CalendarValue } from '@shouwen/api';
import type { Target } from '@shouwen/calendar';
import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import { checkCalendar } from './check-calendar.ts';
import { calendarsInForce, defaultCalendar, zoneOfOrganisation } from './choose-calendar.ts';
import { calendarFrom, contentOf } from './content.ts';
import { type CountedDue, countDue } from './count-due.ts';

export interface PreviewInput {
  start: string;
  target: Target;
  calendar?: string | undefined;
  draft?: CalendarValue | undefined;
}

/**
 * When something that starts at a moment would be due: on the draft of a calendar, on one in force, or on the default.
 * Throws `Refusal` naming what is wrong with the draft, or the calendar that there is not.
 */
export function previewDue(
  context: Context,
  { start, target, calendar: key = defaultCalendar, draft }: PreviewInput,
): CountedDue {
  if (draft) {
    checkCalendar(context, draft, 'draft');
    const calendar = calendarFrom(contentOf(draft, zoneOfOrganisation(context.configuration)));
    return countDue(key, calendar, draft, new Date(start), target);
  }
  const found = calendarsInForce(context.configuration).get(key);
  if (!found) throw invalid('calendar', 'unknown_key', { key });
  const value = context.configuration.get('calendars', key) ?? null;
  return countDue(key, found.calendar, value, new Date(start), target);
}
