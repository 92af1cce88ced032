import type { RuleAction } from '@shouwen/api';
import { askForDuty } from '../assignment/assign-on-duty.ts';
import type { Context } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import { findTeam, requireActiveUser } from '../people/find-people.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { applyMacroLocked, writeText } from '../tickets/apply-macro.ts';
import { addWatcher, giveTo, openTask, passTo, raisePriority } from '../tickets/by-itself.ts';
import { changeLocked } from '../tickets/change-ticket.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';
import { thoseWhoSee } from '../tickets/those-who-see.ts';
import { activeMembers } from './members.query.ts';

/** What may still be done to a ticket that is closed: it is spoken of, or opened again. */
const onClosed: ReadonlySet<RuleAction['do']> = new Set([
  'change',
  'add_watcher',
  'notify',
  'note',
  'call_webhook',
]);

/**
 * Does one thing that a rule says, on a locked ticket, as the product itself and through the use cases that people's work
 * takes. Throws `Refusal` where the ticket or those named do not allow it. `eventId` is that of the firing.
 */
export async function carryOut(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  action: RuleAction,
  eventId: string,
): Promise<TicketRow> {
  if (ticket.status_category === 'closed' && !onClosed.has(action.do)) throw conflict('rule_ticket_closed');
  switch (action.do) {
    case 'change':
      return changeLocked(tx, context, ticket, action.set);
    case 'raise_priority':
      return raisePriority(tx, context, ticket);
    case 'assign':
      if (action.user_id === null) return changeLocked(tx, context, ticket, { assignee_id: null });
      await requireWhoSees(tx, context, ticket, action.user_id);
      return giveTo(tx, context, ticket, action.user_id);
    case 'transfer':
      return passTo(tx, context, ticket, await findTeam(tx, context, action.team_id));
    case 'add_watcher':
      await requireWhoSees(tx, context, ticket, action.user_id);
      await addWatcher(tx, context, ticket, action.user_id);
      return ticket;
    case 'notify': {
      const users = await thoseWhoSee(tx, context, ticket, await whom(tx, context, ticket, action));
      await notify(tx, context, { users, kind: 'automation.fired', ticketId: ticket.id, eventId });
      return ticket;
    }
    case 'open_task':
      if (action.user_id) await requireWhoSees(tx, context, ticket, action.user_id);
      await openTask(tx, context, ticket, action.title, action.user_id ?? null);
      return ticket;
    case 'note':
      return writeText(tx, context, ticket, 'note', action.text);
    case 'reply': {
      const canned = context.configuration.get('canned', action.canned);
      if (!canned) throw notFound('canned');
      return writeText(tx, context, ticket, 'reply', canned.body);
    }
    case 'macro':
      return applyMacroLocked(tx, context, ticket, action.macro);
    case 'assign_on_duty':
      return askForDuty(tx, context, ticket);
    case 'call_webhook': // by whoever reads the event
      return ticket;
  }
}

/** Refuses who has left, and on a confidential ticket who may not see it: a rule opens no secret to anybody. */
async function requireWhoSees(tx: Tx, context: Context, ticket: TicketRow, userId: string): Promise<void> {
  await requireActiveUser(tx, context, userId, 'user_id');
  const [sees] = await thoseWhoSee(tx, context, ticket, [userId]);
  if (!sees) throw conflict('rule_confidential');
}

/** Who is to be told. */
async function whom(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  action: Extract<RuleAction, { do: 'notify' }>,
): Promise<string[]> {
  const some = (...ids: (string | null)[]) => ids.filter((id) => id !== null);
  switch (action.to) {
    case 'assignee':
      return some(ticket.assignee_id ?? ticket.first_contact_owner_id);
    case 'first_contact_owner':
      return some(ticket.first_contact_owner_id);
    case 'person':
      if (!action.user_id) return [];
      return [(await requireActiveUser(tx, context, action.user_id, 'user_id')).id];
    case 'team_lead':
      return some((await findTeam(tx, context, ticket.team_id)).lead_id);
    case 'team':
      return activeMembers(tx, context, ticket.team_id);
  }
}
