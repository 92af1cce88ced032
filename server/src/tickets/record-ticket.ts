import type { Channel, Language, Level, StatusCategory } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { FoundCustomer } from '../customers/find-or-create-customer.ts';
import { appendEvent } from '../events/append-event.ts';
import { type OpeningPlan, openPlanned, planForTicket } from '../obligations/open-for-ticket.ts';
import type { FoundTeam } from '../people/find-people.ts';
import { invalid } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { priorityOf, statusOfCategory } from './marks.ts';
import { excerptOf, insertMessage } from './messages.ts';

/** A ticket to be, with everything checked. */
export interface NewTicket {
  subject: string;
  body: string;
  html?: string | null;
  type: string;
  category: string | null;
  importance: Level;
  urgency: Level;
  channel: Channel;
  phase: TicketRow['phase'];
  language: Language;
  tags: readonly string[];
  fields: Record<string, unknown>;
  team: FoundTeam;
  assignee: string | null;
  firstContactOwner: string | null;
  customer: Pick<FoundCustomer, 'id' | 'name' | 'created'>;
  confidential: boolean;
  externalNumber: string | null;
  /** when the request reached us, from which due times count; now unless given */
  receivedAt?: Date;
  /** the message and ticket that it was split off from */
  splitFrom?: { message: string; ticket: string; number: number };
}

export interface OpenedTicket {
  ticket: TicketRow;
  messageId: string;
  eventId: string;
  plan: OpeningPlan;
}

/**
 * Writes a new ticket with its first message, its obligations and one event. Who may is for the caller to ask. Throws
 * `Refusal` when another ticket has the external number.
 */
export async function recordTicket(tx: Tx, context: Context, input: NewTicket): Promise<OpenedTicket> {
  const { configuration, now } = context;
  const received = input.receivedAt ?? now;
  const eventId = newId(now);
  const category: StatusCategory = input.firstContactOwner || input.assignee ? 'open' : 'new';
  const row = {
    id: newId(now),
    subject: input.subject,
    type_key: input.type,
    category_key: input.category,
    status_key: statusOfCategory(configuration, category),
    status_category: category,
    importance: input.importance,
    urgency: input.urgency,
    priority: priorityOf(configuration, input.importance, input.urgency),
    channel: input.channel,
    phase: input.phase,
    tags: [...new Set(input.tags)],
    language: input.language,
    unit_id: input.team.unit_id,
    team_id: input.team.id,
    assignee_id: input.assignee,
    first_contact_owner_id: input.firstContactOwner,
    customer_id: input.customer.id,
    confidential: input.confidential,
    external_number: input.externalNumber,
  };
  const plan = planForTicket(context, row, eventId, input.team.lead_id, received);
  const ticket = await tx
    .insertInto('ticket')
    .values({
      ...row,
      ...plan.nextDue,
      org_id: context.org,
      number: sql<number>`nextval('ticket_number')`,
      fields: JSON.stringify(input.fields),
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
    .onConflict((clash) =>
      clash.columns(['org_id', 'external_number']).where('external_number', 'is not', null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
  if (!ticket) throw invalid('external_number', 'external_number_taken');
  const messageId = await insertMessage(tx, context, ticket, {
    kind: 'incoming',
    body: input.body,
    html: input.html ?? null,
    channel: input.channel,
    author: { kind: 'customer', id: input.customer.id, name: input.customer.name },
    at: received,
    ...(input.splitFrom ? { splitFromId: input.splitFrom.message } : {}),
  });
  await openPlanned(tx, context, plan);
  await appendEvent(tx, context, {
    id: eventId,
    kind: 'ticket.opened',
    subject: { kind: 'ticket', id: ticket.id },
    ticketId: ticket.id,
    data: {
      number: ticket.number,
      message: messageId,
      type: input.type,
      channel: input.channel,
      priority: row.priority,
      team: input.team.id,
      assignee: input.assignee,
      first_contact_owner: input.firstContactOwner,
      customer: input.customer.id,
      customer_created: input.customer.created,
      ...(input.splitFrom ? { split_from: input.splitFrom } : {}),
      obligations: plan.obligations.map(({ id, kind }) => ({ id, kind })),
    },
  });
  return { ticket, messageId, eventId, plan };
}
