import { z } from 'zod';
import {
  CustomerRef,
  Id,
  Key,
  Language,
  line,
  Moment,
  PageQuery,
  PersonRef,
  page,
  TeamRef,
  text,
} from './common.ts';
import { route } from './contract.ts';
import { Obligation } from './obligations.ts';

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
  body: z.string(),
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
  obligations: z.array(Obligation),
  timeline: z.array(TimelineEntry),
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

export const NewMessageBody = z.strictObject({
  body: text(200_000).refine((value) => value.trim() !== '', 'must not be empty'),
  kind: z.enum(['reply', 'note']),
  /** status to set in the same step */
  status: Key.optional(),
  mentions: z.array(Id).max(50).optional(),
  attachments: z.array(Id).max(20).optional(),
  /** id of the newest message that the writer saw; a reply is refused with 409 when newer ones came */
  last_seen_message: Id.optional(),
  /** send although newer messages came */
  anyway: z.boolean().optional(),
});
export type NewMessageBody = z.infer<typeof NewMessageBody>;

export const TicketsQuery = PageQuery.extend({
  view: z.string().max(80).optional(),
  status: z.union([StatusCategory, z.literal('all')]).optional(),
  customer: Id.optional(),
  assignee: z.union([Id, z.literal('me'), z.literal('none')]).optional(),
  team: Id.optional(),
  tag: z.string().max(60).optional(),
});

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
});

const tag = 'Tickets';
export const ticketRoutes = {
  openTicket: route({
    method: 'POST',
    path: '/tickets',
    tag,
    access: 'ticket.write',
    status: 201,
    summary: 'Open a ticket',
    body: OpenTicketBody,
    response: OpenedTicket,
  }),
  listTickets: route({
    method: 'GET',
    path: '/tickets',
    tag,
    access: 'user',
    summary: 'A page of tickets, newest activity first',
    query: TicketsQuery,
    response: page(TicketSummary),
  }),
  getTicket: route({
    method: 'GET',
    path: '/tickets/{number}',
    tag,
    access: 'user',
    summary: 'One ticket with messages, obligations and timeline',
    params: TicketNumber,
    response: Ticket,
  }),
  changeTicket: route({
    method: 'PATCH',
    path: '/tickets/{number}',
    tag,
    access: 'user',
    ifMatch: true,
    summary: 'Change a ticket',
    params: TicketNumber,
    body: TicketChanges,
    response: Ticket,
  }),
  addMessage: route({
    method: 'POST',
    path: '/tickets/{number}/messages',
    tag,
    access: 'user',
    status: 201,
    summary: 'Reply to the customer, or write an internal note',
    params: TicketNumber,
    body: NewMessageBody,
    response: Message,
  }),
  takeTicket: route({
    method: 'POST',
    path: '/tickets/{number}/take',
    tag,
    access: 'ticket.write',
    summary: 'Take a ticket: become its assignee, and its first-contact owner when it has none',
    params: TicketNumber,
    response: Ticket,
  }),
  transferTicket: route({
    method: 'POST',
    path: '/tickets/{number}/transfer',
    tag,
    access: 'user',
    summary: 'Pass a ticket to another team or person, with a reason',
    params: TicketNumber,
    body: z.strictObject({
      team_id: Id,
      assignee_id: Id.nullable().optional(),
      reason: text(2000).refine((v) => v.trim() !== '', 'must not be empty'),
    }),
    response: z.object({ number: z.number().int(), team: TeamRef, assignee: PersonRef.nullable() }),
  }),
  changeFirstContactOwner: route({
    method: 'POST',
    path: '/tickets/{number}/first-contact-owner',
    tag,
    access: 'ticket.change_owner',
    summary: 'Give a ticket another first-contact owner, with a reason',
    params: TicketNumber,
    body: z.strictObject({ user_id: Id, reason: line(500) }),
    response: Ticket,
  }),
  snoozeTicket: route({
    method: 'POST',
    path: '/tickets/{number}/snooze',
    tag,
    access: 'user',
    summary: 'Put a ticket away until a moment; null wakes it',
    params: TicketNumber,
    body: z.strictObject({ until: Moment.nullable() }),
    response: Ticket,
  }),
  watchTicket: route({
    method: 'PUT',
    path: '/tickets/{number}/watchers/{user_id}',
    tag,
    access: 'user',
    summary: 'Add a watcher',
    params: TicketNumber.extend({ user_id: Id }),
    status: 204,
  }),
  unwatchTicket: route({
    method: 'DELETE',
    path: '/tickets/{number}/watchers/{user_id}',
    tag,
    access: 'user',
    summary: 'Remove a watcher',
    params: TicketNumber.extend({ user_id: Id }),
    status: 204,
  }),
  addParticipant: route({
    method: 'PUT',
    path: '/tickets/{number}/participants/{customer_id}',
    tag,
    access: 'user',
    summary: 'Let another customer see and follow the ticket',
    params: TicketNumber.extend({ customer_id: Id }),
    status: 204,
  }),
  removeParticipant: route({
    method: 'DELETE',
    path: '/tickets/{number}/participants/{customer_id}',
    tag,
    access: 'user',
    summary: 'Remove a participant',
    params: TicketNumber.extend({ customer_id: Id }),
    status: 204,
  }),
  customerLink: route({
    method: 'POST',
    path: '/tickets/{number}/customer-link',
    tag,
    access: 'user',
    summary: 'The private link on which the customer reads and answers',
    params: TicketNumber,
    body: z.strictObject({ customer_id: Id.optional(), send: z.boolean().optional() }),
    response: z.object({ url: z.string() }),
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/tickets/{number}/draft',
    tag,
    access: 'user',
    summary: 'Keep a draft on the server; an empty body discards it',
    params: TicketNumber,
    body: z.strictObject({
      kind: z.enum(['reply', 'note']),
      body: text(200_000),
      attachments: z.array(Id).max(20).optional(),
    }),
    response: z.object({ saved_at: Moment }),
  }),
  getDraft: route({
    method: 'GET',
    path: '/tickets/{number}/draft',
    tag,
    access: 'user',
    summary: 'My drafts on a ticket',
    params: TicketNumber,
    response: z.object({
      drafts: z.array(
        z.object({
          kind: z.enum(['reply', 'note']),
          body: z.string(),
          attachments: z.array(AttachmentInfo),
          saved_at: Moment,
        }),
      ),
    }),
  }),
  bulkChange: route({
    method: 'POST',
    path: '/tickets/bulk',
    tag,
    access: 'ticket.bulk',
    summary: 'Change many tickets; each has its own result',
    body: z.strictObject({ numbers: z.array(z.number().int().min(1)).min(1).max(500), action: BulkAction }),
    response: z.object({
      results: z.array(
        z.object({ number: z.number().int(), ok: z.boolean(), problem: z.string().nullable() }),
      ),
    }),
  }),
  mergeTicket: route({
    method: 'POST',
    path: '/tickets/{number}/merge',
    tag,
    access: 'ticket.merge',
    status: 201,
    summary: 'Merge this ticket into another; can be undone',
    params: TicketNumber,
    body: z.strictObject({ into: z.number().int().min(1), reason: line(500).optional() }),
    response: MergeInfo,
  }),
  undoMerge: route({
    method: 'POST',
    path: '/tickets/{number}/merge/undo',
    tag,
    access: 'ticket.merge',
    summary: 'Undo the merge of this ticket (the source)',
    params: TicketNumber,
    response: Ticket,
  }),
  splitMessage: route({
    method: 'POST',
    path: '/tickets/{number}/messages/{message_id}/split',
    tag,
    access: 'ticket.write',
    status: 201,
    summary: 'Open a new ticket from one message',
    params: TicketNumber.extend({ message_id: Id }),
    body: z.strictObject({ subject: line(300) }),
    response: OpenedTicket,
  }),
  linkTickets: route({
    method: 'PUT',
    path: '/tickets/{number}/links',
    tag,
    access: 'user',
    status: 204,
    summary: 'Link two tickets',
    params: TicketNumber,
    body: z.strictObject({ kind: z.enum(linkKinds), to: z.number().int().min(1) }),
  }),
  unlinkTickets: route({
    method: 'DELETE',
    path: '/tickets/{number}/links/{kind}/{to}',
    tag,
    access: 'user',
    status: 204,
    summary: 'Remove a link',
    params: TicketNumber.extend({ kind: z.enum(linkKinds), to: z.coerce.number().int().min(1) }),
  }),
  notifyIncident: route({
    method: 'POST',
    path: '/tickets/{number}/incident/notice',
    tag,
    access: 'user',
    summary: 'One notice from a master ticket to everybody affected; may close all of them together',
    params: TicketNumber,
    body: z.strictObject({
      body: text(50_000).refine((v) => v.trim() !== '', 'must not be empty'),
      status: Key.optional(),
    }),
    response: z.object({
      results: z.array(
        z.object({ number: z.number().int(), ok: z.boolean(), problem: z.string().nullable() }),
      ),
    }),
  }),
  addTask: route({
    method: 'POST',
    path: '/tickets/{number}/tasks',
    tag,
    access: 'user',
    status: 201,
    summary: 'Add a task',
    params: TicketNumber,
    body: z.strictObject({
      title: line(300),
      assignee_id: Id.nullable().optional(),
      due_at: Moment.nullable().optional(),
    }),
    response: Task,
  }),
  changeTask: route({
    method: 'PATCH',
    path: '/tickets/{number}/tasks/{task_id}',
    tag,
    access: 'user',
    summary: 'Change or finish a task',
    params: TicketNumber.extend({ task_id: Id }),
    body: z.strictObject({
      title: line(300).optional(),
      assignee_id: Id.nullable().optional(),
      due_at: Moment.nullable().optional(),
      done: z.boolean().optional(),
    }),
    response: Task,
  }),
  consult: route({
    method: 'POST',
    path: '/tickets/{number}/consultations',
    tag,
    access: 'user',
    status: 201,
    summary: 'Ask a colleague or an outside partner, with a due time of their own',
    params: TicketNumber,
    body: z.strictObject({
      question: text(20_000).refine((v) => v.trim() !== '', 'must not be empty'),
      user_id: Id.optional(),
      partner: z.strictObject({ name: line(200), email: z.email().max(254) }).optional(),
      due_minutes: z.number().int().min(5).max(525_600),
    }),
    response: Consultation.extend({ url: z.string() }),
  }),
  withdrawConsultation: route({
    method: 'POST',
    path: '/tickets/{number}/consultations/{consultation_id}/withdraw',
    tag,
    access: 'user',
    summary: 'Take a question back',
    params: TicketNumber.extend({ consultation_id: Id }),
    response: Consultation,
  }),
  answerConsultation: route({
    method: 'POST',
    path: '/tickets/{number}/consultations/{consultation_id}/answer',
    tag,
    access: 'user',
    summary: 'Answer a question that a colleague asked',
    params: TicketNumber.extend({ consultation_id: Id }),
    body: z.strictObject({ body: text(50_000).refine((v) => v.trim() !== '', 'must not be empty') }),
    response: Consultation,
  }),
  applyMacro: route({
    method: 'POST',
    path: '/tickets/{number}/macros/{macro}',
    tag,
    access: 'user',
    summary: 'Apply a macro',
    params: TicketNumber.extend({ macro: Key }),
    response: Ticket,
  }),
  renderCanned: route({
    method: 'GET',
    path: '/tickets/{number}/canned/{canned}',
    tag,
    access: 'user',
    summary: 'A canned answer with its variables filled in for this ticket',
    params: TicketNumber.extend({ canned: Key }),
    response: z.object({ body: z.string() }),
  }),
};
