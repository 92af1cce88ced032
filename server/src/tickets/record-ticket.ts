import type { Channel, Language, Level, StatusCategory } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { FoundCustomer } from '../customers/find-or-create-customer.ts';
import { appendEvent } from '../events/append-event.ts';
import { type OpeningPlan, openPlanned, planForTicket } from '../obligations/open-for-ticket.ts';
import { superiorsOf } from '../obligations/superiors.ts';
import type { FoundTeam } from '../people/find-people.ts';
import { invalid } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { insertTicket } from './insert-ticket.ts';
import { priorityOf, statusOfCategory } from './marks.ts';
import { excerptOf, insertMessage } from './messages.ts';
import { type Names, nameRows, namesFrom } from './people-names.query.ts';

/** A ticket to be, with everything checked. */
export interface NewTicket {
  /** of `nextNumber` */
  number: number;
  subject: string;
  body: string;
  html?: string | null;
  /** of a mail, see `mailContentOf` */
  fresh?: string | null;
  mailHtml?: string | null;
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
  customer: Pick<FoundCustomer, 'id' | 'name' | 'created' | 'tier'>;
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
  /** of those who own it or owe something */
  names: Names;
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
    customer_tier: input.customer.tier,
    confidential: input.confidential,
    external_number: input.externalNumber,
  };
  const kinds = configuration.list('obligations');
  const superiors = await superiorsOf(tx, context, row, input.team.lead_id, kinds);
  const plan = planForTicket(context, { ...row, fields: input.fields }, eventId, superiors, received);
  const inserted = insertTicket(tx, {
    ...row,
    ...plan.nextDue,
    org_id: context.org,
    number: input.number,
    fields: input.fields,
    excerpt: excerptOf(input.fresh ?? input.body),
    policy_version: configuration.policyVersion,
    opened_at: now,
    last_activity_at: now,
  });
  const taken = () => invalid('external_number', 'external_number_taken');
  if (input.externalNumber !== null && !(await inserted)) throw taken();
  const messageId = newId(now);
  // one round trip
  const [ticket, names] = await Promise.all([
    inserted,
    nameRows(tx, context, {
      users: [
        input.firstContactOwner,
        ...plan.obligations.map(({ row: { owner_user_id } }) => owner_user_id),
      ],
      teams: plan.obligations.map(({ row: { owner_team_id } }) => owner_team_id),
    }),
    insertMessage(tx, context, row, {
      id: messageId,
      kind: 'incoming',
      body: input.body,
      html: input.html ?? null,
      fresh: input.fresh ?? null,
      mailHtml: input.mailHtml ?? null,
      channel: input.channel,
      author: { kind: 'customer', id: input.customer.id, name: input.customer.name },
      at: received,
      ...(input.splitFrom ? { splitFromId: input.splitFrom.message } : {}),
    }),
    openPlanned(tx, context, plan),
    appendEvent(tx, context, {
      id: eventId,
      kind: 'ticket.opened',
      subject: { kind: 'ticket', id: row.id },
      ticketId: row.id,
      data: {
        number: input.number,
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
        obligations: plan.obligations.map(({ row: { id, kind } }) => ({ id, kind })),
      },
    }),
  ]);
  if (!ticket) throw taken();
  return { ticket, messageId, eventId, plan, names: namesFrom(names) };
}
