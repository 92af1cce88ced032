import type { CalendarValue } from '@shouwen/api';
import { type CalendarProblem, problemsOf } from '@shouwen/calendar';
import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import { zoneOfOrganisation } from './choose-calendar.ts';
import { contentOf } from './content.ts';

const sentences: Record<CalendarProblem['code'], string> = {
  zone_unknown: 'zone_unknown',
  hours_missing: 'calendar_hours_missing',
  hours_out_of_order: 'calendar_hours_out_of_order',
  never_opens: 'calendar_never_opens',
  interval_malformed: 'calendar_interval_malformed',
  intervals_overlap: 'calendar_intervals_overlap',
  day_unknown: 'calendar_day_unknown',
  day_twice: 'calendar_day_twice',
  closure_backwards: 'calendar_closure_backwards',
  closure_too_long: 'calendar_closure_too_long',
};

/** Refuses a calendar that cannot be counted on, with a sentence for the first thing that is wrong, at its field. */
export function checkCalendar(context: Context, value: CalendarValue, field = 'value'): void {
  const [problem] = problemsOf(contentOf(value, zoneOfOrganisation(context.configuration)));
  if (!problem) return;
  const { code, place, params } = problem;
  const again = code === 'never_opens' && params.from !== undefined;
  const sentence = again ? 'calendar_never_opens_again' : sentences[code];
  throw invalid([field, ...place].join('.'), sentence, params);
}
