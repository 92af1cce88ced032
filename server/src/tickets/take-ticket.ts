import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import { lockForWork, type TicketRow } from './find-ticket.ts';
import { statusOfCategory } from './marks.ts';

/** Takes a ticket: its assignee from now on, and its first-contact owner when it has none (FCR-01). */
export async function takeTicket(tx: Tx, context: Context, number: number): Promise<TicketRow> {
  const before = await lockForWork(tx, context, number, 'write');
  const { userId } = viewerOf(context);
  if (before.assignee_id === userId && before.first_contact_owner_id !== null) return before;
  const started =
    before.status_category === 'new'
      ? { status_key: statusOfCategory(context.configuration, 'open'), status_category: 'open' as const }
      : {};
  const { ticket } = await applyChange(
    tx,
    context,
    before,
    { ...started, assignee_id: userId, first_contact_owner_id: before.first_contact_owner_id ?? userId },
    { kind: 'ticket.taken' },
  );
  return ticket;
}
