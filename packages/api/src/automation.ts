import { z } from 'zod';
import { Id, Key, LocalText, line, Moment } from './common.ts';
import { route } from './contract.ts';
import { FieldValues, Level, Tags } from './tickets.ts';

/** What a rule can wait for, each a kind of thing that happens to a ticket. */
export const ruleEvents = [
  'opened',
  'changed',
  'customer_wrote',
  'replied',
  'noted',
  'status_changed',
  'assigned',
  'transferred',
  'due_warned',
  'due_missed',
  'due_escalated',
] as const;
export const RuleEvent = z.enum(ruleEvents);
export type RuleEvent = z.infer<typeof RuleEvent>;

/** What a ticket can stay in until a rule is due: unanswered, without a word of the customer after our reply, in a status. */
export const ruleStays = ['no_answer', 'customer_silent', 'in_status'] as const;
export const RuleStay = z.enum(ruleStays);
export type RuleStay = z.infer<typeof RuleStay>;

/** The fields of which a rule can ask whether they have just changed, beside custom fields (`fields.<key>`). */
export const changedFieldNames = [
  'status',
  'type',
  'category',
  'importance',
  'urgency',
  'priority',
  'assignee',
  'team',
  'language',
  'tags',
] as const;
export const RuleChange = z.strictObject({
  field: z.string().max(100),
  /** what it was before; null: nothing. Of tags: one that was taken away */
  from: z.string().max(200).nullable().optional(),
  /** what it is now. Of tags: one that was added */
  to: z.string().max(200).nullable().optional(),
});
export type RuleChange = z.infer<typeof RuleChange>;

/** What a rule waits for: something that happens, or that nothing has happened for some time. */
export const RuleStart = z.union([
  z.strictObject({ events: z.array(RuleEvent).min(1).max(ruleEvents.length) }),
  z.strictObject({
    after: RuleStay,
    /** of `in_status`: which one */
    status: Key.optional(),
    minutes: z.number().int().min(1).max(525_600),
    counts: z.enum(['elapsed', 'business']),
  }),
]);
export type RuleStart = z.infer<typeof RuleStart>;

/** What a rule does, in order. */
export const RuleAction = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('change'),
    set: z.strictObject({
      type: Key.optional(),
      category: Key.nullable().optional(),
      status: Key.optional(),
      importance: Level.optional(),
      urgency: Level.optional(),
      fields: FieldValues.optional(),
      add_tags: Tags.optional(),
      remove_tags: Tags.optional(),
    }),
  }),
  z.strictObject({ do: z.literal('raise_priority') }),
  z.strictObject({ do: z.literal('assign'), user_id: Id.nullable() }),
  /** to somebody of the team who is on duty */
  z.strictObject({ do: z.literal('assign_on_duty') }),
  z.strictObject({ do: z.literal('transfer'), team_id: Id }),
  z.strictObject({ do: z.literal('add_watcher'), user_id: Id }),
  z.strictObject({
    do: z.literal('notify'),
    to: z.enum(['assignee', 'first_contact_owner', 'team', 'team_lead', 'person']),
    user_id: Id.optional(),
  }),
  z.strictObject({ do: z.literal('open_task'), title: line(200), user_id: Id.nullable().optional() }),
  z.strictObject({ do: z.literal('note'), text: LocalText }),
  z.strictObject({ do: z.literal('reply'), canned: Key }),
  z.strictObject({ do: z.literal('macro'), macro: Key }),
  z.strictObject({ do: z.literal('call_webhook'), webhook: Id }),
]);
export type RuleAction = z.infer<typeof RuleAction>;

/** An automation rule: when something happens, and a condition holds, the product does something by itself. */
export const RuleValue = z.strictObject({
  name: LocalText,
  order: z.number().int(),
  active: z.boolean(),
  on: RuleStart,
  /** which tickets: a condition over their fields */
  when: z.record(z.string(), z.unknown()),
  /** only when this has just changed */
  changed: RuleChange.optional(),
  /** only while this calendar is open, or closed, at the moment of the event */
  within_calendar: Key.optional(),
  outside_calendar: Key.optional(),
  do: z.array(RuleAction).min(1).max(20),
});
export type RuleValue = z.infer<typeof RuleValue>;

export const ruleOutcomes = ['done', 'failed', 'stopped'] as const;
/** One firing of a rule on a ticket. */
export const Firing = z.object({
  id: Id,
  at: Moment,
  outcome: z.enum(ruleOutcomes),
  /** the version of the rule that fired */
  version: z.string(),
  /** what was done, by the names of the actions */
  did: z.array(z.string()),
  /** why it failed: the code and its sentence in the reader's language */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** how many rules stand before it in its chain */
  depth: z.number().int(),
  /** null when the reader may not see the ticket */
  ticket: z.object({ number: z.number().int(), subject: z.string() }).nullable(),
});
export type Firing = z.infer<typeof Firing>;
export const FiringCount = z.object({
  rule: Key,
  done: z.number().int(),
  failed: z.number().int(),
  stopped: z.number().int(),
  last_at: Moment.nullable(),
});

export const DryRun = z.object({
  /** events of the period that the rule waits for; of a rule by time, the tickets that are in such a stay now */
  looked_at: z.number().int(),
  /** of these, those on which it would have fired */
  would_fire: z.number().int(),
  /** only the newest so many were looked at: there may be more */
  capped: z.boolean(),
  examples: z.array(
    z.object({
      at: Moment,
      ticket: z.object({ number: z.number().int(), subject: z.string() }),
      /** by field, what would have become of it */
      changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
      /** the names of what would have been done beside */
      actions: z.array(z.string()),
    }),
  ),
});
export type DryRun = z.infer<typeof DryRun>;

const tag = 'Automation';
export const automationRoutes = {
  countFirings: route({
    method: 'GET',
    path: '/automation/counts',
    tag,
    access: 'config.manage',
    summary: 'How often each rule has fired in the last 30 days',
    response: z.object({ items: z.array(FiringCount) }),
  }),
  listFirings: route({
    method: 'GET',
    path: '/automation/rules/{key}/firings',
    tag,
    access: 'config.manage',
    summary: 'The last 100 firings of a rule',
    params: z.strictObject({ key: Key }),
    response: z.object({ items: z.array(Firing) }),
  }),
  dryRunRule: route({
    method: 'POST',
    path: '/automation/dry-run',
    tag,
    access: 'config.manage',
    scope: 'read',
    summary: 'What a rule would have done on past events; nothing is changed',
    body: z.strictObject({ rule: RuleValue, days: z.union([z.literal(7), z.literal(30)]) }),
    response: DryRun,
  }),
};
