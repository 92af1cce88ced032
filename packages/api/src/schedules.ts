import { z } from 'zod';
import { Id, Key, LocalText } from './common.ts';
import { PlainDay, TimeOfDay, Weekday } from './targets.ts';

export const SchedulePeriod = z.enum(['week', 'month', 'quarter', 'half_year', 'year']);
export type SchedulePeriod = z.infer<typeof SchedulePeriod>;

/** On which days it comes round; see `RecurringDays` of @shouwen/calendar. */
export const ScheduleDays = z.union([
  z.strictObject({ every: z.enum(['day', 'open_day']) }),
  z.strictObject({ weekdays: z.array(Weekday).min(1) }),
  /** -1 is the last day of the month */
  z.strictObject({
    month_days: z
      .array(
        z
          .number()
          .int()
          .min(-31)
          .max(31)
          .refine((day) => day !== 0),
      )
      .min(1),
  }),
  z.strictObject({ weekday: Weekday, before_day: z.number().int().min(1).max(31) }),
  z.strictObject({ first_of: SchedulePeriod }),
  /** the lessons of a term, say; `only` picks some by number */
  z.strictObject({
    dates: z.array(PlainDay).min(1).max(400),
    only: z
      .array(z.union([z.number().int(), z.literal('last')]))
      .min(1)
      .max(400)
      .optional(),
  }),
]);
export type ScheduleDays = z.infer<typeof ScheduleDays>;

/**
 * Who owes it, of the schedule's team: the team, its lead, the next above the lead, one of those on duty, everybody of a role in
 * its unit, or the unit's head. Of a sample also the first-contact owner or the assignee of what was drawn.
 */
export const ScheduleOwner = z.enum([
  'team',
  'team_lead',
  'above_team_lead',
  'on_duty',
  'role',
  'unit_head',
  'first_contact_owner',
  'assignee',
]);
export type ScheduleOwner = z.infer<typeof ScheduleOwner>;

/** A share of what came in, or was solved, in the period that has ended; drawn with a seed that the ledger keeps. */
export const ScheduleDraw = z.strictObject({
  percent: z.number().int().min(1).max(100),
  period: SchedulePeriod,
  of: z.enum(['opened', 'resolved']),
  /** which tickets: a condition as policies have them */
  when: z.record(z.string(), z.unknown()),
});

/** What is owed as it comes round. */
export const ScheduleValue = z.strictObject({
  name: LocalText,
  order: z.number().int(),
  active: z.boolean(),
  /** a kind of obligation that a schedule begins */
  kind: Key,
  days: ScheduleDays,
  at: TimeOfDay,
  team_id: Id,
  owner: ScheduleOwner,
  /** with the owner `role` */
  role: Key.optional(),
  draw: ScheduleDraw.optional(),
});
export type ScheduleValue = z.infer<typeof ScheduleValue>;
