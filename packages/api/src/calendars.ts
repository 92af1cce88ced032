import { z } from 'zod';
import { Id, Key, Language, LocalText, Moment } from './common.ts';
import { route } from './contract.ts';
import { TimeZone } from './people.ts';
import { Beginning, PolicyValue } from './policies.ts';
import { PlainDay, Target, Weekday } from './targets.ts';
import { Channel, FieldValues, Level, Priority } from './tickets.ts';

const Intervals = z.array(z.string().max(11)).max(24);
const Name = LocalText.optional();

/** A day with hours of its own: none (a holiday), some, or those of another weekday (an adjusted working day). */
export const SpecialDay = z.union([
  z.strictObject({ day: PlainDay, name: Name, hours: Intervals }),
  z.strictObject({ day: PlainDay, name: Name, like: Weekday }),
]);
export type SpecialDay = z.infer<typeof SpecialDay>;

/** When desks are open, and whose desks these are. */
export const CalendarValue = z.strictObject({
  name: LocalText,
  order: z.number().int(),
  /** null: the time zone of the organisation */
  zone: TimeZone.nullable(),
  /** in order; the first hours have always been in force (`from: null`) */
  hours: z
    .array(z.strictObject({ from: PlainDay.nullable(), week: z.partialRecord(Weekday, Intervals) }))
    .min(1)
    .max(50),
  closures: z.array(z.strictObject({ from: PlainDay, to: PlainDay, name: Name })).max(200),
  days: z.array(SpecialDay).max(2000),
  /** what is owed by these teams, and by these units and those below, is counted on it */
  counts_for: z.strictObject({ teams: z.array(Id).max(1000), units: z.array(Id).max(1000) }),
});
export type CalendarValue = z.infer<typeof CalendarValue>;

/** The sum behind a due time, interval by interval. */
export const DueInterval = z.object({
  from: Moment,
  to: Moment,
  kind: z.enum(['counted', 'paused', 'closed']),
  reasons: z.array(z.string()),
  ms: z.number(),
  running_ms: z.number(),
});
/** A special day or a closure on the way. */
const OnTheWay = z.object({ from: PlainDay, to: PlainDay, name: LocalText.nullable(), open: z.boolean() });
const Counted = z.object({
  due_at: Moment,
  target: Target,
  budget_ms: z.number(),
  calendar: z.object({ key: z.string(), zone: z.string() }),
  intervals: z.array(DueInterval),
  special_days: z.array(OnTheWay),
});

const tag = 'Calendars';
const Country = z.string().regex(/^[A-Z]{2}$/);
const region = z.string().max(20).optional();
const years = {
  from: z.coerce.number().int().min(1970).max(2100),
  years: z.coerce.number().int().min(1).max(10),
};
export const calendarRoutes = {
  previewDue: route({
    method: 'POST',
    path: '/calendars/preview',
    tag,
    access: 'user',
    scope: 'read',
    summary:
      'When something that starts at a moment would be due, and why; on a calendar in force or on a draft',
    body: z.strictObject({
      start: Moment,
      target: Target,
      calendar: Key.optional(),
      draft: CalendarValue.optional(),
    }),
    response: Counted,
  }),
  previewTicket: route({
    method: 'POST',
    path: '/calendars/preview-ticket',
    tag,
    access: 'user',
    scope: 'read',
    summary: 'When what is owed on a ticket that is opened at a moment would be due, and why',
    body: z.strictObject({
      opened_at: Moment,
      type: Key,
      priority: Priority,
      team_id: Id,
      channel: Channel.optional(),
      category: Key.optional(),
      importance: Level.optional(),
      urgency: Level.optional(),
      tags: z.array(z.string().max(60)).max(50).optional(),
      language: Language.optional(),
      customer_id: Id.optional(),
      customer_tier: Key.optional(),
      confidential: z.boolean().optional(),
      fields: FieldValues.optional(),
      /** a policy as somebody is writing it, laid over the one of that key */
      draft: z.strictObject({ key: Key, value: PolicyValue }).optional(),
    }),
    response: z.object({
      /** the policy that holds; null where the kinds stand as they are */
      policy: z.object({ key: z.string(), name: LocalText }).nullable(),
      items: z.array(
        Counted.extend({
          kind: z.string(),
          name: LocalText,
          /** what begins it; others than `ticket.opened` are counted here as if that were at the same moment */
          on: Beginning,
          /** warnings, the miss and escalations on the way */
          marks: z.array(z.object({ id: z.string(), moment: Moment.nullable() })),
        }),
      ),
    }),
  }),
  holidayCountries: route({
    method: 'GET',
    path: '/holidays/countries',
    tag,
    access: 'config.manage',
    summary: 'The countries and regions whose holidays are known',
    response: z.object({
      items: z.array(
        z.object({
          country: Country,
          name: z.string(),
          regions: z.array(z.object({ key: z.string(), name: z.string() })),
        }),
      ),
    }),
  }),
  holidays: route({
    method: 'GET',
    path: '/holidays',
    tag,
    access: 'config.manage',
    summary:
      'The holidays of a country (ours) or region, from a year (this one) on, with its adjusted working days',
    query: z.strictObject({
      country: Country.optional(),
      region,
      from: years.from.optional(),
      years: years.years.optional(),
    }),
    response: z.object({ items: z.array(SpecialDay) }),
  }),
  importHolidays: route({
    method: 'POST',
    path: '/calendars/{key}/holidays',
    tag,
    access: 'config.manage',
    scope: 'admin',
    summary:
      'Add the holidays of a country or region to a calendar; days that stand in it already stay as they are',
    params: z.strictObject({ key: Key }),
    body: z.strictObject({ country: Country, region, ...years }),
    response: z.object({ added: z.number(), kept: z.number() }),
  }),
};
