import { z } from 'zod';
import { Id, Key, LocalText, Moment, PersonRef } from './common.ts';
import { route } from './contract.ts';
import { ObligationState } from './obligations.ts';
import { Target } from './targets.ts';
import { Channel, Priority, StatusCategory } from './tickets.ts';

/** What is owed by: minutes of elapsed time, or any other target. */
export const TargetOrMinutes = z.union([z.number().int().positive(), Target]);
export type TargetOrMinutes = z.infer<typeof TargetOrMinutes>;

export const TargetByPriority = z.record(Priority, TargetOrMinutes);
export const Warnings = z.array(
  z.union([
    z.strictObject({ share: z.number().min(0.05).max(0.99) }),
    z.strictObject({ before_minutes: z.number().int().positive() }),
  ]),
);
/** What a step of an escalation does beside telling somebody; with the ticket, where there is one. */
export const EscalationAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('reassign') }),
  z.strictObject({ do: z.literal('raise_priority') }),
  z.strictObject({ do: z.literal('add_watcher') }),
  z.strictObject({ do: z.literal('open_task'), title: z.string().trim().min(1).max(200) }),
  z.strictObject({ do: z.literal('call_webhook'), webhook: Id }),
]);
export type EscalationAction = z.infer<typeof EscalationAction>;
export const Escalations = z.array(
  z.strictObject({
    after_minutes: z.number().int().min(0),
    to: z.enum(['team_lead', 'leader_of_owner', 'unit_head']),
    /** what is done beside telling them; those who are told take over, watch, or have the task */
    also: z.array(EscalationAction).max(10).optional(),
  }),
);

/**
 * What begins an obligation: the ticket, a message of the customer that waits for an answer (`customer.waits`: the first one of
 * all too), an answer, a team taking over, a solution, a solution that the customer refuses, or a schedule.
 */
export const Beginning = z.enum([
  'ticket.opened',
  'customer.wrote',
  'customer.waits',
  'customer.answered',
  'team.entered',
  'ticket.resolved',
  'solution.refused',
  'schedule',
]);
export type Beginning = z.infer<typeof Beginning>;

/** What shows that it is done. The last four are given by whoever owes it; the others follow from the work on the ticket. */
export const DutyProof = z.enum([
  'first_contact_owner',
  'answer',
  'resolution',
  'handed_on',
  'arrival',
  'record',
  'attachment',
  'checklist',
  'form',
]);
export type DutyProof = z.infer<typeof DutyProof>;
export const givenProofs = [
  'record',
  'attachment',
  'checklist',
  'form',
] as const satisfies readonly DutyProof[];

/** One line of a checklist, or one question of a form. */
export const Asked = z.strictObject({
  key: Key,
  name: LocalText,
  answer: z.enum(['check', 'yes_no', 'text']),
  required: z.boolean(),
});
export type Asked = z.infer<typeof Asked>;

/** What counts as an answer: a reply to the customer, and that the request is solved. */
export const AnswerKind = z.enum(['reply', 'resolution']);
export type AnswerKind = z.infer<typeof AnswerKind>;

/** How a policy has one kind of obligation: by when, and what differs from the kind. */
export const PolicyTerms = z.strictObject({
  target: TargetByPriority,
  pause_while: z.array(StatusCategory).optional(),
  warn: Warnings.optional(),
  escalate: Escalations.optional(),
});
export type PolicyTerms = z.infer<typeof PolicyTerms>;

/** What a policy's condition may ask about, beside custom fields: what is said of a request, not how the work on it stands. */
export const policyFieldNames = [
  'type',
  'category',
  'importance',
  'urgency',
  'priority',
  'channel',
  'phase',
  'language',
  'tags',
  'unit',
  'team',
  'customer',
  'customer_tier',
  'confidential',
] as const;

/** A service policy: what is owed on the tickets that a condition selects. The first in order that holds counts. */
export const PolicyValue = z.strictObject({
  name: LocalText,
  order: z.number().int(),
  active: z.boolean(),
  /** which tickets: a condition over what decides about them */
  when: z.record(z.string(), z.unknown()),
  /** the calendar that it is counted on; without one that of the team, or of the unit */
  calendar: Key.optional(),
  /** messages on these channels are a contact of the customer, and are to be answered */
  contacts: z.array(Channel),
  answers: z.array(AnswerKind).min(1),
  /** how long after the solution a person may close without the customer's confirmation; without it at once */
  close_after: TargetOrMinutes.optional(),
  /** by kind of obligation; null: that kind is not owed. Kinds that are not named stay as they are. */
  owed: z.record(Key, PolicyTerms.nullable()),
});
export type PolicyValue = z.infer<typeof PolicyValue>;

/** How far something that goes over all open work has come. */
const Progress = z.object({
  begun_at: Moment,
  ended_at: Moment.nullable(),
  /** how many there were when it began */
  total: z.number().int(),
  looked_at: z.number().int(),
  /** of these, how many came out otherwise */
  changed: z.number().int(),
});
export const OpenWork = z.object({
  /** the last time that policies were put in force for open work; counts tickets */
  rollout: Progress.extend({ by: PersonRef.nullable() }).nullable(),
  /** the last time that something open was counted anew on corrected calendars; counts obligations */
  recalculation: Progress.nullable(),
});
export type OpenWork = z.infer<typeof OpenWork>;

/** An obligation before and after; null where it is not owed. */
const Standing = z.object({ state: ObligationState, due_at: Moment.nullable() }).nullable();
export const RolloutPreview = z.object({
  /** open tickets that follow an earlier version */
  earlier: z.number().int(),
  /** of these, how many would be owed something else */
  changed: z.number().int(),
  /** only the first so many were looked at: there may be more */
  capped: z.boolean(),
  /** some of them, worked out and not kept */
  sample: z.array(
    z.object({
      number: z.number().int(),
      subject: z.string(),
      obligations: z.array(
        z.object({ kind: z.string(), name: LocalText, before: Standing, after: Standing }),
      ),
    }),
  ),
});
export type RolloutPreview = z.infer<typeof RolloutPreview>;

const tag = 'Service policies';
export const policyRoutes = {
  openWork: route({
    method: 'GET',
    path: '/policies/open-work',
    tag,
    access: 'config.manage',
    summary: 'How far open work has come in following policies and calendars',
    response: OpenWork,
  }),
  previewRollout: route({
    method: 'POST',
    path: '/policies/open-work/preview',
    tag,
    access: 'config.manage',
    scope: 'read',
    summary: 'What putting the policies as they are now in force for open work would change',
    response: RolloutPreview,
  }),
  startRollout: route({
    method: 'POST',
    path: '/policies/open-work',
    tag,
    access: 'config.manage',
    scope: 'admin',
    status: 202,
    summary: 'Put the policies as they are now in force for open work too',
    response: OpenWork,
  }),
};
