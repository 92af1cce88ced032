import type { StatusCategory, TicketChanges } from '@shouwen/api';
import type { Context } from '../context.ts';
import { revokeCustomerLinks } from '../links/revoke-customer-links.ts';
import { notify } from '../notifications/notify.ts';
import { requireActiveUser } from '../people/find-people.ts';
import { isOperator } from '../people/policy.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, forbidden, invalid, Refusal, ruleRefused } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { applyChange, type TicketSet } from './apply-change.ts';
import { refuseToReveal } from './confidential-threads.query.ts';
import { differs } from './describe-change.ts';
import { requireFieldPeople } from './field-people.ts';
import { lockTicket, type TicketRow } from './find-ticket.ts';
import { knownCustomer } from './known-customer.ts';
import { checkFields, priorityOf, requireKey } from './marks.ts';
import { isParticipant } from './participants.query.ts';
import { ticketRights } from './policy.ts';
import { refuseEarlyClose } from './refuse-early-close.ts';

/** The ETag of a ticket's editable fields. */
export const etagOf = (ticket: { version: number }): string => `"t${ticket.version}"`;

/** The editable fields as a change names them, with the ETag that such a change is to be based on. */
function editableState(ticket: TicketRow) {
  return {
    etag: etagOf(ticket),
    subject: ticket.subject,
    type: ticket.type_key,
    category: ticket.category_key,
    status: ticket.status_key,
    importance: ticket.importance,
    urgency: ticket.urgency,
    phase: ticket.phase,
    tags: ticket.tags,
    fields: ticket.fields,
    language: ticket.language,
    team_id: ticket.team_id,
    assignee_id: ticket.assignee_id,
    customer_id: ticket.customer_id,
    confidential: ticket.confidential,
  };
}

/**
 * Changes the editable fields of a ticket. `ifMatch` is the ETag that the change is based on; when it is stale the
 * change is refused with 412 and nothing is written. Null skips the check (bulk changes and macros).
 */
export async function changeTicket(
  tx: Tx,
  context: Context,
  number: number,
  changes: TicketChanges,
  ifMatch: string | null,
): Promise<TicketRow> {
  const before = await lockTicket(tx, context, number, 'write');
  if (ifMatch !== null && ifMatch !== '*' && ifMatch !== etagOf(before)) {
    throw new Refusal('stale', 'stale', { current: editableState(before) });
  }
  if (before.merged_into_id) throw conflict('ticket_merged');
  return changeLocked(tx, context, before, changes);
}

/** The same on a ticket that is locked already. Gives the ticket as it was, without an event, when nothing differs. */
export async function changeLocked(
  tx: Tx,
  context: Context,
  before: TicketRow,
  changes: TicketChanges,
): Promise<TicketRow> {
  const set = await setOf(tx, context, before, changes);
  // a status that only messages of a merged-in thread brought about is decided by saying it again
  const decided = set.status_category !== undefined && before.provisional !== null;
  const after = { ...before, ...set };
  if (!decided && !(Object.keys(set) as (keyof TicketSet)[]).some((name) => differs(before, after, name)))
    return before;
  await refuseEarlyClose(tx, context, before, set);
  const { ticket, eventId } = await applyChange(tx, context, before, set, { kind: kindOf(before, set) });
  if (ticket.assignee_id && ticket.assignee_id !== before.assignee_id) {
    await notify(tx, context, {
      users: [ticket.assignee_id],
      kind: 'ticket.assigned',
      ticketId: ticket.id,
      eventId,
    });
  }
  return ticket;
}

async function setOf(
  tx: Tx,
  context: Context,
  before: TicketRow,
  changes: TicketChanges,
): Promise<TicketSet> {
  const { configuration } = context;
  const set: TicketSet = {};
  if (changes.subject !== undefined) set.subject = changes.subject;
  if (changes.phase !== undefined) set.phase = changes.phase;
  if (changes.language !== undefined) set.language = changes.language;
  if (changes.type !== undefined) {
    requireKey(configuration, 'types', 'type', changes.type);
    set.type_key = changes.type;
  }
  if (changes.category !== undefined) {
    if (changes.category !== null) requireKey(configuration, 'categories', 'category', changes.category);
    set.category_key = changes.category;
  }
  if (changes.importance ?? changes.urgency) {
    set.importance = changes.importance ?? before.importance;
    set.urgency = changes.urgency ?? before.urgency;
    set.priority = priorityOf(configuration, set.importance, set.urgency);
  }
  set.tags = tagsWith(before.tags, changes);
  if (changes.fields !== undefined) {
    const type = set.type_key ?? before.type_key;
    set.fields = checkFields(configuration, type, changes.fields, before.fields, false);
    await requireFieldPeople(tx, context, changes.fields, before.fields);
  }
  if (changes.status !== undefined) Object.assign(set, statusSet(context, before, changes.status));
  if (changes.assignee_id !== undefined)
    Object.assign(set, await assigneeSet(tx, context, before, changes.assignee_id));
  if (changes.confidential !== undefined && changes.confidential !== before.confidential) {
    if (!ticketRights(context, before).confidential) throw forbidden('ticket.confidential');
    if (!changes.confidential) await refuseToReveal(tx, context, before);
    set.confidential = changes.confidential;
  }
  if (changes.customer_id !== undefined && changes.customer_id !== before.customer_id) {
    const customer = await knownCustomer(tx, context, changes.customer_id, 'customer_id');
    set.customer_id = customer.id;
    set.customer_tier = customer.tier;
    // who was here by mistake reads on no longer
    if (!(await isParticipant(tx, context, before.id, before.customer_id)))
      await revokeCustomerLinks(tx, context, before.id, before.customer_id);
  }
  return set;
}

const tagLimit = 100;

function tagsWith(before: readonly string[], changes: TicketChanges): string[] {
  const tags = new Set(changes.tags ?? before);
  for (const tag of changes.add_tags ?? []) tags.add(tag);
  for (const tag of changes.remove_tags ?? []) tags.delete(tag);
  const field = changes.tags ? 'tags' : 'add_tags';
  if (tags.size > tagLimit && tags.size > before.length)
    throw invalid(field, 'too_many_tags', { limit: tagLimit });
  return [...tags];
}

/** The columns of another status. Closing is for the first-contact owner, or whoever may change the owner (FCR-01). */
export function statusSet(context: Context, before: TicketRow, status: string): TicketSet {
  requireKey(context.configuration, 'statuses', 'status', status);
  const category = context.configuration.get('statuses', status)?.category as StatusCategory;
  if (category === 'closed' && before.status_category !== 'closed' && context.actor.kind === 'user') {
    const rights = ticketRights(context, before);
    if (!rights.close) throw forbidden('ticket.close');
    const owner = before.first_contact_owner_id;
    if (owner !== null && owner !== context.actor.id && !rights.change_owner)
      throw ruleRefused('close_by_owner_only', 'FCR-01');
  }
  if (!ended(category)) return { status_key: status, status_category: category };
  const owner = before.first_contact_owner_id ?? (context.actor.kind === 'user' ? context.actor.id : null);
  return {
    status_key: status,
    status_category: category,
    first_contact_owner_id: owner,
    snoozed_until: null,
  };
}

async function assigneeSet(
  tx: Tx,
  context: Context,
  before: TicketRow,
  assignee: string | null,
): Promise<TicketSet> {
  if (assignee === before.assignee_id) return {};
  if (!isOperator(context) && assignee !== viewerOf(context).userId && !ticketRights(context, before).assign)
    throw forbidden('ticket.assign');
  if (assignee) await requireActiveUser(tx, context, assignee, 'assignee_id');
  return { assignee_id: assignee, first_contact_owner_id: before.first_contact_owner_id ?? assignee };
}

const ended = (category: StatusCategory) => category === 'resolved' || category === 'closed';

/** The name of the event that a change is, by the most telling part of it. */
export function kindOf(before: TicketRow, set: TicketSet): string {
  const to = set.status_category;
  if (to && to !== before.status_category) {
    if (to === 'resolved') return 'ticket.resolved';
    if (to === 'closed') return 'ticket.closed';
    if (ended(before.status_category)) return 'ticket.reopened';
  }
  if (set.assignee_id !== undefined && set.assignee_id !== before.assignee_id) return 'ticket.assigned';
  return 'ticket.changed';
}
