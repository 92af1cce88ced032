import type { Channel, OpenTicketBody } from '@shouwen/api';
import type { Context } from '../context.ts';
import { findOrCreateCustomer } from '../customers/find-or-create-customer.ts';
import { notify } from '../notifications/notify.ts';
import { findTeam, requireActiveUser, whoStandsFor } from '../people/find-people.ts';
import { can, requirePermission } from '../people/viewer.ts';
import { forbidden } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { requireFieldPeople } from './field-people.ts';
import { nextNumber } from './insert-ticket.ts';
import { knownCustomer } from './known-customer.ts';
import { checkFields, defaultType, requireKey } from './marks.ts';
import { attachFiles } from './messages.ts';
import { type OpenedTicket, recordTicket } from './record-ticket.ts';

export type { OpenedTicket } from './record-ticket.ts';

/** A request, and what of it only a mail has: see `mailContentOf`. */
export type OpenTicketInput = OpenTicketBody & { fresh?: string | null; mailHtml?: string | null };

/** Channels on which whoever records the request has the customer in front of them. */
const recordedInPerson: readonly Channel[] = ['phone', 'walk_in'];

/**
 * Opens a ticket: finds or creates the customer, works out priority, first-contact owner and obligations, and writes
 * all of it with one event. A member of staff needs `ticket.write`; customers and the product itself come through
 * their own channels.
 */
export async function openTicket(tx: Tx, context: Context, input: OpenTicketInput): Promise<OpenedTicket> {
  if (context.viewer) requirePermission(context, 'ticket.write');
  const { configuration } = context;
  const type = input.type ?? defaultType(configuration);
  requireKey(configuration, 'types', 'type', type);
  if (input.category) requireKey(configuration, 'categories', 'category', input.category);
  const given = input.fields ?? {};
  const fields = checkFields(configuration, type, given, {}, context.actor.kind === 'user');
  await requireFieldPeople(tx, context, given, {});
  const [team, , customer, number] = await Promise.all([
    findTeam(tx, context, input.team_id ?? null),
    input.assignee_id ? requireActiveUser(tx, context, input.assignee_id, 'assignee_id') : null,
    input.customer.id
      ? knownCustomer(tx, context, input.customer.id, 'customer.id')
      : findOrCreateCustomer(tx, context, input.customer),
    nextNumber(tx),
  ]);
  requireRights(context, input, team.unit_id);
  const channel = input.channel ?? 'api';
  const recorder =
    context.actor.kind === 'user' && recordedInPerson.includes(channel)
      ? ((await whoStandsFor(tx, context, [context.actor.id])).get(context.actor.id) ?? null)
      : null;
  const assignee = input.assignee_id ?? null;
  const opened = await recordTicket(tx, context, {
    number,
    subject: input.subject,
    body: input.body,
    fresh: input.fresh ?? null,
    mailHtml: input.mailHtml ?? null,
    type,
    category: input.category ?? null,
    importance: input.importance ?? 'normal',
    urgency: input.urgency ?? 'normal',
    channel,
    phase: input.phase ?? null,
    language: input.language ?? customer.language ?? input.customer.language ?? context.language,
    tags: input.tags ?? [],
    fields,
    team,
    assignee,
    firstContactOwner: recorder ?? assignee,
    customer,
    confidential: input.confidential ?? false,
    externalNumber: input.external_number ?? null,
  });
  const { ticket, messageId, eventId } = opened;
  if (input.attachments) await attachFiles(tx, context, messageId, input.attachments);
  if (assignee)
    await notify(tx, context, { users: [assignee], kind: 'ticket.assigned', ticketId: ticket.id, eventId });
  return opened;
}

/** What a member of staff needs beyond opening, in the unit that the ticket goes to. */
function requireRights({ viewer }: Context, input: OpenTicketBody, unit: string): void {
  if (!viewer) return;
  if (input.confidential && !can(viewer, 'ticket.confidential', unit)) throw forbidden('ticket.confidential');
  const others = input.assignee_id && input.assignee_id !== viewer.userId;
  if (others && !can(viewer, 'ticket.assign')) throw forbidden('ticket.assign');
}
