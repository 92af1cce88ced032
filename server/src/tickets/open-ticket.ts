import type { Channel, OpenTicketBody, StatusCategory } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { findOrCreateCustomer } from '../customers/find-or-create-customer.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { type OpeningPlan, openPlanned, planForTicket } from '../obligations/open-for-ticket.ts';
import { findTeam, requireActiveUser } from '../people/find-people.ts';
import { requirePermission } from '../people/viewer.ts';
import { forbidden } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { checkFields, defaultType, priorityOf, requireKey, statusOfCategory } from './marks.ts';
import { attachFiles, excerptOf, insertMessage } from './messages.ts';

export interface OpenedTicket {
  ticket: TicketRow;
  messageId: string;
  eventId: string;
  plan: OpeningPlan;
}

/** Channels on which whoever records the request has the customer in front of them. */
const recordedInPerson: readonly Channel[] = ['phone', 'walk_in'];

/**
 * Opens a ticket: finds or creates the customer, works out priority, first-contact owner and obligations, and writes
 * all of it with one event. A member of staff needs `ticket.write`; customers and the product itself come through
 * their own channels.
 */
export async function openTicket(tx: Tx, context: Context, input: OpenTicketBody): Promise<OpenedTicket> {
  if (context.viewer) requirePermission(context, 'ticket.write');
  const { configuration, now } = context;
  const type = input.type ?? defaultType(configuration);
  requireKey(configuration, 'types', 'type', type);
  if (input.category) requireKey(configuration, 'categories', 'category', input.category);
  const fields = checkFields(configuration, type, input.fields ?? {}, {}, context.actor.kind === 'user');
  const team = await findTeam(tx, context, input.team_id ?? null);
  if (
    input.confidential &&
    context.viewer &&
    !context.viewer.rights.get('ticket.confidential')?.has(team.unit_id)
  )
    throw forbidden('ticket.confidential');
  if (input.assignee_id) await requireActiveUser(tx, context, input.assignee_id, 'assignee_id');
  const customer = await findOrCreateCustomer(tx, context, input.customer);
  const channel = input.channel ?? 'api';
  const importance = input.importance ?? 'normal';
  const urgency = input.urgency ?? 'normal';
  const recorder =
    context.actor.kind === 'user' && recordedInPerson.includes(channel) ? context.actor.id : null;
  const assignee = input.assignee_id ?? null;
  const eventId = newId(now);
  const category: StatusCategory = recorder || assignee ? 'open' : 'new';
  const row = {
    id: newId(now),
    subject: input.subject,
    type_key: type,
    category_key: input.category ?? null,
    status_key: statusOfCategory(configuration, category),
    status_category: category,
    importance,
    urgency,
    priority: priorityOf(configuration, importance, urgency),
    channel,
    phase: input.phase ?? null,
    tags: [...new Set(input.tags ?? [])],
    language: input.language ?? customer.language ?? input.customer.language ?? context.language,
    unit_id: team.unit_id,
    team_id: team.id,
    assignee_id: assignee,
    first_contact_owner_id: recorder ?? assignee,
    customer_id: customer.id,
    confidential: input.confidential ?? false,
    external_number: input.external_number ?? null,
  };
  const plan = planForTicket(context, row, eventId, team.lead_id);
  const ticket = await tx
    .insertInto('ticket')
    .values({
      ...row,
      ...plan.nextDue,
      org_id: context.org,
      number: sql<number>`nextval('ticket_number')`,
      fields: JSON.stringify(fields),
      merged_into_id: null,
      snoozed_until: null,
      excerpt: excerptOf(input.body),
      policy_version: configuration.policyVersion,
      opened_at: now,
      last_activity_at: now,
      resolved_at: null,
      closed_at: null,
      customer_confirmed_at: null,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const messageId = await insertMessage(tx, context, ticket, {
    kind: 'incoming',
    body: input.body,
    channel,
    author: { kind: 'customer', id: customer.id, name: customer.name },
  });
  if (input.attachments) await attachFiles(tx, context, messageId, input.attachments);
  await openPlanned(tx, context, plan);
  await appendEvent(tx, context, {
    id: eventId,
    kind: 'ticket.opened',
    subject: { kind: 'ticket', id: ticket.id },
    ticketId: ticket.id,
    data: {
      number: ticket.number,
      message: messageId,
      type,
      channel,
      priority: row.priority,
      team: team.id,
      assignee,
      first_contact_owner: row.first_contact_owner_id,
      customer: customer.id,
      customer_created: customer.created,
      obligations: plan.obligations.map(({ id, kind }) => ({ id, kind })),
    },
  });
  if (assignee)
    await notify(tx, context, { users: [assignee], kind: 'ticket.assigned', ticketId: ticket.id, eventId });
  return { ticket, messageId, eventId, plan };
}
