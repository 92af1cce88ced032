import { z } from 'zod';
import {
  CustomerRef,
  ExportAs,
  Id,
  Key,
  Language,
  line,
  Moment,
  PageQuery,
  PersonRef,
  TeamRef,
  text,
} from './common.ts';
import { Obligation } from './obligations.ts';
import { ViewGrouping, ViewSort } from './views.ts';

export const statusCategories = [
  'new',
  'open',
  'waiting_for_customer',
  'on_hold',
  'resolved',
  'closed',
] as const;
/** The fixed categories behind freely named statuses. */
export const StatusCategory = z.enum(statusCategories);
export type StatusCategory = z.infer<typeof StatusCategory>;
export const Level = z.enum(['low', 'normal', 'high']);
export type Level = z.infer<typeof Level>;
export const Priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof Priority>;
export const channels = [
  'email',
  'web_form',
  'portal',
  'chat',
  'phone',
  'walk_in',
  'letter',
  'social',
  'api',
] as const;
export const Channel = z.enum(channels);
export type Channel = z.infer<typeof Channel>;
export const Phase = z.enum(['before_sale', 'during_sale', 'after_sale']);

/** Values of custom fields by stable key; null unsets. Checked against the field definitions. */
export const FieldValues = z.record(
  Key,
  z.union([z.string().max(5000), z.number(), z.boolean(), z.array(z.string().max(200)).max(100), z.null()]),
);
export const Tag = line(60);
export const Tags = z.array(Tag).max(50);
export const TicketNumber = z.strictObject({
  number: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});

/** A piece of a found ticket's text, with the places that the search asked for, counted in UTF-16 units. */
export const Highlight = z.object({
  in: z.enum(['subject', 'message', 'note', 'attachment', 'customer']),
  /** the message that it stands in, or to which it is attached */
  message: Id.nullable(),
  text: z.string(),
  marks: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
});
export type Highlight = z.infer<typeof Highlight>;

/** A row of a list. */
export const TicketSummary = z.object({
  id: Id,
  number: z.number().int(),
  subject: z.string(),
  type: Key,
  category: z.string().nullable(),
  status: Key,
  status_category: StatusCategory,
  importance: Level,
  urgency: Level,
  priority: Priority,
  channel: Channel,
  phase: Phase.nullable(),
  tags: z.array(z.string()),
  team: TeamRef,
  assignee: PersonRef.nullable(),
  first_contact_owner: PersonRef.nullable(),
  customer: CustomerRef,
  confidential: z.boolean(),
  merged_into: z.number().int().nullable(),
  snoozed_until: Moment.nullable(),
  next_due_at: Moment.nullable(),
  next_due_kind: z.string().nullable(),
  overdue: z.boolean(),
  opened_at: Moment,
  last_activity_at: Moment,
  excerpt: z.string(),
  /** in lists: whether something happened that the viewer has not seen */
  unread: z.boolean().optional(),
  /** of a search: where the words stand */
  highlight: Highlight.optional(),
});
export type TicketSummary = z.infer<typeof TicketSummary>;

export const AttachmentInfo = z.object({
  id: Id,
  name: z.string(),
  media_type: z.string(),
  size: z.number().int(),
});
export const Message = z.object({
  id: Id,
  /** number of the ticket whose thread the message came on (differs from the shown ticket after a merge) */
  thread: z.number().int(),
  kind: z.enum(['incoming', 'reply', 'note']),
  channel: Channel,
  author: z.object({
    kind: z.enum(['user', 'customer', 'partner', 'system']),
    id: Id.nullable(),
    name: z.string(),
  }),
  /** the words without marks */
  body: z.string(),
  /** the same as cleaned formatted text, see `richTextElements`; null when the words say it all */
  html: z.string().nullable(),
  /** of a mail: what its writer wrote anew, without what is quoted and the signature; null when that is all */
  fresh: z.string().nullable(),
  /** a mail's own HTML, cleaned; history and signature carry the attribute `data-folded`; null when the words say it all */
  mail_html: z.string().nullable(),
  /** of a message that came by mail: its row in the journal, and what a machine wrote is marked */
  mail: z
    .object({ id: Id, size: z.number().int(), nature: z.enum(['auto_reply', 'list']).nullable() })
    .nullable(),
  at: Moment,
  attachments: z.array(AttachmentInfo),
  mentions: z.array(PersonRef),
  consultation_id: Id.nullable(),
  split_from: z.number().int().nullable(),
  split_to: z.number().int().nullable(),
});
export type Message = z.infer<typeof Message>;

/** One line of the timeline: an event of the ledger with what a reader needs to understand it. */
export const TimelineEntry = z.object({
  id: Id,
  kind: z.string(),
  at: Moment,
  actor: z.object({
    kind: z.enum(['user', 'customer', 'partner', 'system']),
    id: Id.nullable(),
    name: z.string(),
  }),
  data: z.record(z.string(), z.unknown()),
  payload: z.record(z.string(), z.unknown()).nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;
export const Task = z.object({
  id: Id,
  title: z.string(),
  assignee: PersonRef.nullable(),
  due_at: Moment.nullable(),
  done_at: Moment.nullable(),
});
export const linkKinds = ['related', 'child_of', 'incident_of'] as const;
export const TicketLink = z.object({
  kind: z.enum(linkKinds),
  /** `from`: this ticket is the child; `to`: this ticket is the parent or master */
  direction: z.enum(['from', 'to']),
  ticket: z.object({ number: z.number().int(), subject: z.string(), status_category: StatusCategory }),
});
export const Consultation = z.object({
  id: Id,
  question: z.string(),
  asked: z.object({
    kind: z.enum(['user', 'partner']),
    id: Id.nullable(),
    name: z.string(),
    email: z.string().nullable(),
  }),
  asked_by: PersonRef,
  asked_at: Moment,
  due_at: Moment.nullable(),
  state: z.enum(['open', 'answered', 'withdrawn']),
  answered_at: Moment.nullable(),
});
export const MergeInfo = z.object({
  id: Id,
  source: z.object({ number: z.number().int(), subject: z.string() }),
  target: z.object({ number: z.number().int(), subject: z.string() }),
  merged_at: Moment,
  merged_by: PersonRef.nullable(),
});

/** A reply that has not left yet. */
export const PendingReply = z.object({
  id: Id,
  /** number of the ticket on which it waits (differs from the shown ticket after a merge) */
  thread: z.number().int(),
  /** `going_out` at `send_at`; `awaiting_release` by a colleague; `held` because of `reason`, for its author to look at */
  state: z.enum(['going_out', 'awaiting_release', 'held']),
  author: PersonRef,
  body: z.string(),
  html: z.string().nullable(),
  attachments: z.array(AttachmentInfo),
  /** status to be set in the same step */
  status: z.string().nullable(),
  /** code of the problem that holds it */
  reason: z.string().nullable(),
  asked_at: Moment,
  send_at: Moment.nullable(),
});
export type PendingReply = z.infer<typeof PendingReply>;

/** One ticket with everything its page shows. */
export const Ticket = TicketSummary.extend({
  unit_id: Id,
  language: Language,
  fields: z.record(z.string(), z.unknown()),
  external_number: z.string().nullable(),
  watchers: z.array(PersonRef),
  participants: z.array(CustomerRef),
  resolved_at: Moment.nullable(),
  closed_at: Moment.nullable(),
  customer_confirmed_at: Moment.nullable(),
  merges: z.array(MergeInfo),
  links: z.array(TicketLink),
  tasks: z.array(Task),
  consultations: z.array(Consultation),
  messages: z.array(Message),
  pending_replies: z.array(PendingReply),
  obligations: z.array(Obligation),
  timeline: z.array(TimelineEntry),
  /** up to which activity the viewer has read it; null: never */
  read_until: Moment.nullable(),
  /** what the viewer may do here */
  may: z.record(z.string(), z.boolean()),
  etag: z.string(),
});
export type Ticket = z.infer<typeof Ticket>;

export const NewCustomer = z.strictObject({
  id: Id.optional(),
  name: line(200).optional(),
  email: z.email().max(254).optional(),
  phone: line(40).optional(),
  language: Language.optional(),
});
export const OpenTicketBody = z.strictObject({
  subject: line(300),
  body: text(200_000).refine((value) => value.trim() !== '', 'must not be empty'),
  type: Key.optional(),
  category: Key.optional(),
  importance: Level.optional(),
  urgency: Level.optional(),
  channel: Channel.optional(),
  phase: Phase.optional(),
  customer: NewCustomer,
  fields: FieldValues.optional(),
  tags: Tags.optional(),
  team_id: Id.optional(),
  assignee_id: Id.nullable().optional(),
  confidential: z.boolean().optional(),
  language: Language.optional(),
  attachments: z.array(Id).max(20).optional(),
  external_number: line(100).optional(),
});
export type OpenTicketBody = z.infer<typeof OpenTicketBody>;
export const OpenedTicket = z.object({
  id: Id,
  number: z.number().int(),
  status: Key,
  first_contact_owner: PersonRef.nullable(),
  obligations: z.array(Obligation),
});

/** The editable fields. Team changes are transfers and go through their own call with a reason. */
export const TicketChanges = z.strictObject({
  subject: line(300).optional(),
  type: Key.optional(),
  category: Key.nullable().optional(),
  status: Key.optional(),
  importance: Level.optional(),
  urgency: Level.optional(),
  phase: Phase.nullable().optional(),
  tags: Tags.optional(),
  add_tags: Tags.optional(),
  remove_tags: Tags.optional(),
  fields: FieldValues.optional(),
  assignee_id: Id.nullable().optional(),
  customer_id: Id.optional(),
  confidential: z.boolean().optional(),
  language: Language.optional(),
});
export type TicketChanges = z.infer<typeof TicketChanges>;

/** What somebody writes: plain in `body`, or formatted in `html`, from which the plain text is made. */
const written = { body: text(200_000).optional(), html: text(400_000).optional() };
const oneOfThem = (value: { body?: string | undefined; html?: string | undefined }) =>
  value.html === undefined ? value.body !== undefined : value.body === undefined;
const eitherOr = { path: ['body'], error: 'either body or html' };

const newMessage = {
  ...written,
  /** status to set in the same step */
  status: Key.optional(),
  attachments: z.array(Id).max(20).optional(),
  /** id of the newest message that the writer saw; a reply is refused with 409 when newer ones came */
  last_seen_message: Id.optional(),
  /** send although newer messages came */
  anyway: z.boolean().optional(),
};
const notBlank = ({ body }: { body?: string | undefined }) => body?.trim() !== '';
const blank = { path: ['body'], error: 'must not be empty' };

export const NewMessageBody = z
  .strictObject({ ...newMessage, kind: z.enum(['reply', 'note']), mentions: z.array(Id).max(50).optional() })
  .refine(oneOfThem, eitherOr)
  .refine(notBlank, blank);
export type NewMessageBody = z.infer<typeof NewMessageBody>;
export const NewReplyBody = z.strictObject(newMessage).refine(oneOfThem, eitherOr).refine(notBlank, blank);
export type NewReplyBody = z.infer<typeof NewReplyBody>;

export const TicketsQuery = PageQuery.extend({
  view: z.string().max(80).optional(),
  status: z.union([StatusCategory, z.literal('all')]).optional(),
  customer: Id.optional(),
  /** an organisation: its own and those of everybody who belongs to it */
  organisation: Id.optional(),
  assignee: z.union([Id, z.literal('me'), z.literal('none')]).optional(),
  team: Id.optional(),
  tag: z.string().max(60).optional(),
  /** words, `"phrase"`, `-without`, `from:`, `tag:`, `subject:`, `status:`, `before:`, `after:`, `#123` */
  q: z.string().optional(),
  /** another order than the view's */
  sort: ViewSort.optional(),
  /** another grouping than the view's; `none` for none */
  grouping: z.union([ViewGrouping, z.literal('none')]).optional(),
});

/** Which list is taken out, as what, and under which name. */
export const ExportQuery = TicketsQuery.omit({ limit: true, cursor: true }).extend(ExportAs.shape);
export type ExportQuery = z.infer<typeof ExportQuery>;

export const BulkAction = z.strictObject({
  status: Key.optional(),
  assignee_id: Id.nullable().optional(),
  importance: Level.optional(),
  urgency: Level.optional(),
  type: Key.optional(),
  category: Key.nullable().optional(),
  add_tags: Tags.optional(),
  remove_tags: Tags.optional(),
  transfer: z.strictObject({ team_id: Id, reason: line(500) }).optional(),
  /** number of the ticket that all of them are merged into */
  merge_into: z.number().int().min(1).optional(),
});

/** One ticket's part in an action on many: done, or why not in the reader's language. */
export const BulkResults = z.object({
  results: z.array(z.object({ number: z.number().int(), ok: z.boolean(), problem: z.string().nullable() })),
});
export type BulkResults = z.infer<typeof BulkResults>;
export const BulkAnswer = BulkResults.extend({
  /** how to take it back, and until when; null when nothing was changed */
  undo: z.object({ id: Id, until: Moment }).nullable(),
});
export type BulkAnswer = z.infer<typeof BulkAnswer>;

/** What somebody has begun to write on a ticket. */
export const Draft = z.object({
  /** number of the ticket on which it was begun; another one when that was merged into this */
  thread: z.number().int(),
  kind: z.enum(['reply', 'note']),
  body: z.string(),
  /** as for messages; colleagues who are to be told stand in it as marks */
  html: z.string().nullable(),
  attachments: z.array(AttachmentInfo),
  saved_at: Moment,
});
export const DraftBody = z
  .strictObject({
    ...written,
    kind: z.enum(['reply', 'note']),
    attachments: z.array(Id).max(20).optional(),
    /** `saved_at` of what one writes on; refused with 409 when another window has saved since, null when there was none */
    base: Moment.nullable().optional(),
  })
  .refine(oneOfThem, eitherOr);
export type DraftBody = z.infer<typeof DraftBody>;
export type Draft = z.infer<typeof Draft>;
