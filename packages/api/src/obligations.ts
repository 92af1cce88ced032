import { z } from 'zod';
import { ExportAs, Id, Key, LocalText, Moment, PageQuery, PersonRef, page, TeamRef, text } from './common.ts';
import { route } from './contract.ts';
import { Target } from './targets.ts';

export const ObligationState = z.enum(['open', 'paused', 'done', 'waived', 'cancelled']);
export const Outcome = z.enum(['kept', 'late', 'missed']);

/** Something that somebody owes by a time. */
export const Obligation = z.object({
  id: Id,
  kind: z.string(),
  name: LocalText,
  owner: z.object({ user: PersonRef.nullable(), team: TeamRef.nullable() }),
  state: ObligationState,
  outcome: Outcome.nullable(),
  started_at: Moment,
  due_at: Moment.nullable(),
  /** milliseconds of budget left; negative when overdue */
  remaining_ms: z.number().nullable(),
  budget_ms: z.number(),
  done_at: Moment.nullable(),
  paused_for: z.array(z.string()),
  towards_customer: z.boolean(),
  clause: z.string().nullable(),
});
export type Obligation = z.infer<typeof Obligation>;

export const ObligationStep = z.object({
  kind: z.string(),
  at: Moment,
  event_id: Id,
  detail: z.record(z.string(), z.unknown()),
});
/** Why is it due then: the arithmetic, interval by interval, with targets and pauses, and the ledger of steps. */
export const Explanation = z.object({
  obligation: Obligation,
  policy_version: z.string(),
  /** the service policy that its terms come from */
  policy: z.object({ key: z.string(), name: LocalText }).nullable(),
  calendar: z.object({ key: z.string(), zone: z.string() }),
  intervals: z.array(
    z.object({
      from: Moment,
      to: Moment,
      kind: z.enum(['counted', 'paused', 'closed']),
      reasons: z.array(z.string()),
      ms: z.number(),
      running_ms: z.number(),
    }),
  ),
  consumed_ms: z.number(),
  /** in the order in which they came; the last one that is not void is in force */
  targets: z.array(
    z.object({
      at: Moment,
      target: Target,
      /** of a length of time; null for a target that names a moment */
      minutes: z.number().nullable(),
      counts: z.enum(['elapsed', 'business']),
      void: z.boolean(),
    }),
  ),
  /** a void pause was taken back: it credits nothing */
  pauses: z.array(z.object({ reason: z.string(), from: Moment, to: Moment.nullable(), void: z.boolean() })),
  /** warnings, the miss and escalations; without a moment while a pause stands before them */
  marks: z.array(z.object({ id: z.string(), moment: Moment.nullable(), fired: z.boolean() })),
  steps: z.array(ObligationStep),
});
const ticketObligation = z.strictObject({ number: z.coerce.number().int().min(1), id: Id });
export const Duty = Obligation.extend({
  subject: z.object({ kind: z.string(), id: Id, number: z.number().int().nullable(), title: z.string() }),
});

/** When something is due: before now, before today is over, after that; `paused` while it waits. */
export const DutyWhen = z.enum(['overdue', 'today', 'later', 'paused']);
/**
 * Whose duties: what I owe; all that is owed on requests whose first-contact owner I am, by whomever; what those owe whom I lead:
 * my teams and units with their people, and whoever reports to me.
 */
export const DutyScope = z.enum(['mine', 'first_contact', 'led']);
export const DutyCount = z.object({ kind: z.string(), when: DutyWhen, count: z.number().int() });
export const DutyPage = page(Duty).extend({
  /** all that is owed, whatever the page was narrowed to */
  counts: z.array(DutyCount),
  /** of those whom I lead: how much each owes, and how much of it is overdue, most overdue first */
  owners: z.array(
    z.object({
      user: PersonRef.nullable(),
      team: TeamRef.nullable(),
      running: z.number().int(),
      overdue: z.number().int(),
    }),
  ),
});

const tag = 'Obligations';
export const DutiesQuery = PageQuery.extend({
  scope: DutyScope.optional(),
  /** only what this person owes */
  person: Id.optional(),
  kind: Key.optional(),
  when: DutyWhen.optional(),
  /** when today is over where one is; without it in 24 hours */
  today_ends: Moment.optional(),
});
export const DutiesExportQuery = DutiesQuery.omit({ limit: true, cursor: true }).extend(ExportAs.shape);
export const obligationRoutes = {
  explainObligation: route({
    method: 'GET',
    path: '/tickets/{number}/obligations/{id}/explain',
    tag,
    access: 'user',
    summary: 'The ledger of one due time',
    params: ticketObligation,
    response: Explanation,
  }),
  waiveObligation: route({
    method: 'POST',
    path: '/tickets/{number}/obligations/{id}/waive',
    tag,
    access: 'obligation.waive',
    summary: 'Waive an obligation, with a reason',
    params: ticketObligation,
    body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
    response: Obligation,
  }),
  exportDuties: route({
    method: 'GET',
    path: '/duties/export',
    tag,
    access: 'ticket.export',
    summary: 'What I owe as a file, CSV or XLSX; who took it out is in the ledger',
    query: DutiesExportQuery,
    file: true,
  }),
  explainDuty: route({
    method: 'GET',
    path: '/duties/{id}/explain',
    tag,
    access: 'user',
    summary: 'The ledger of one due time of mine, also of what stands on no ticket',
    params: z.strictObject({ id: Id }),
    response: Explanation,
  }),
  giveProof: route({
    method: 'POST',
    path: '/duties/{id}/proof',
    tag,
    access: 'user',
    summary: 'Give what proves something that I owe: a record, files, a checklist, a form',
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      words: text(20_000).optional(),
      /** by key of what is asked: ticked, yes or no, or in words */
      answers: z.record(Key, z.union([z.boolean(), text(5_000)])).optional(),
      files: z.array(Id).max(20).optional(),
    }),
    response: Obligation,
  }),
  myDuties: route({
    method: 'GET',
    path: '/duties',
    tag,
    access: 'user',
    summary: 'Every obligation that I owe, soonest first',
    query: DutiesQuery,
    response: DutyPage,
  }),
};
