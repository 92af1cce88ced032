import { buildCalendar, type CalendarData, dueTime, type Pause, type Target } from '@shouwen/calendar';
import { randomFrom } from './random.ts';

const MINUTE = 60_000;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const split = ['09:00-12:00', '13:00-18:00'];
const week = (hours: string[]) => Object.fromEntries(weekdays.map((day) => [day, hours]));

/** Split shifts, ten holidays a year with an adjusted working day each, half a day on Christmas Eve, other hours in August. */
function desk(zone: string): CalendarData {
  const years = [2025, 2026, 2027];
  return {
    zone,
    hours: years.flatMap((year, index) => [
      { from: index === 0 ? null : `${year}-01-01`, week: week(split) },
      { from: `${year}-08-01`, week: week(['08:00-15:00']) },
      { from: `${year}-09-01`, week: week(split) },
    ]),
    days: years.flatMap((year) => [
      ...Array.from({ length: 10 }, (_, month) => ({
        day: `${year}-${String(month + 1).padStart(2, '0')}-06`,
        hours: [],
      })),
      { day: `${year}-10-10`, like: 'fri' as const },
      { day: `${year}-12-24`, hours: ['09:00-12:00'] },
    ]),
  };
}

const targets: Target[] = [
  { business_minutes: 60 },
  { business_minutes: 240 },
  { business_minutes: 480 },
  { business_minutes: 2400 },
  { business_days: 2 },
  { end_of: 'day' },
  { end_of: 'next_business_day' },
  { days: 3 },
];

/**
 * How many due times a second one core works out, every one from its start, half of them with pauses: on calendars that
 * change their clocks twice a year. Nothing is kept between them. Prints one line, and gives the number.
 */
export function benchCalendar(seconds: number, seed: number): number {
  const calendars = ['Europe/Madrid', 'America/New_York', 'Asia/Shanghai'].map((zone) =>
    buildCalendar(desk(zone)),
  );
  const random = randomFrom(seed);
  const [first, span] = [Date.parse('2026-01-01T00:00Z'), 365 * 1440];
  let count = 0;
  let overdue = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  while (performance.now() < until) {
    for (let batch = 0; batch < 500; batch += 1) {
      const start = new Date(first + Math.floor(random() * span) * MINUTE);
      const pauses: Pause[] =
        random() < 0.5
          ? []
          : [1, 2].map((n) => ({
              reason: 'waiting_for_customer',
              from: new Date(+start + n * 200 * MINUTE),
              to: new Date(+start + n * 200 * MINUTE + Math.floor(random() * 190) * MINUTE),
            }));
      const calendar = calendars[count % calendars.length];
      const target = targets[count % targets.length];
      if (!calendar || !target) throw new Error('there is no such calendar or target');
      const { due } = dueTime(calendar, start, target, pauses);
      // Looked at, so that nothing is optimised away.
      if (due !== null && +due < first) overdue += 1;
      count += 1;
    }
  }
  const rate = Math.round(count / ((performance.now() - began) / 1000));
  if (overdue > 0) throw new Error('a due time lies before its start');
  console.log(`due times: ${rate} a second on one core (${count} in all, half of them with pauses)`);
  return rate;
}
