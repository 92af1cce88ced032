import { z } from 'zod';

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
/** A day on the wall; that it exists is checked where it is used. */
export const PlainDay = z.string().regex(/^\d{4}-\d\d-\d\d$/);
/** A time of day; `24:00` is the midnight that ends the day. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const minutes = z.number().positive();

/**
 * What can be promised. Lengths count by the clock, or the opening hours of a calendar; the others name a moment that is
 * found on the calendar from the start.
 */
export const Target = z.union([
  z.strictObject({ elapsed_minutes: minutes }),
  z.strictObject({ business_minutes: minutes }),
  /** by the close of the n-th open day after the day of the start */
  z.strictObject({ business_days: z.number().int().min(1).max(3660) }),
  /** by the midnight that ends the n-th day after the day of the start */
  z.strictObject({ days: z.number().int().min(0).max(36_525) }),
  z.strictObject({ months: z.number().int().min(1).max(1200) }),
  /** `day` and `next_business_day` end when the desk closes, the others at midnight */
  z.strictObject({
    end_of: z.enum(['day', 'next_business_day', 'week', 'month', 'quarter', 'half_year', 'year']),
  }),
  /** a named day, at a time of day or at the midnight that ends it */
  z.strictObject({
    on: z.union([
      z.literal('same_day'),
      z.strictObject({ weekdays: z.array(Weekday).min(1) }),
      z.strictObject({ weekday: Weekday, before_day: z.number().int().min(1).max(31) }),
      z.strictObject({ date: PlainDay }),
    ]),
    by: TimeOfDay.optional(),
  }),
  z.strictObject({ until: z.iso.datetime({ offset: true }) }),
]);
export type Target = z.infer<typeof Target>;
