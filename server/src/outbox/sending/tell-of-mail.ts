import type { Context } from '../../context.ts';
import { appendEvent } from '../../events/append-event.ts';
import { notify } from '../../notifications/notify.ts';
import type { Tx } from '../../tables.ts';
import type { OutboxRow } from './claim-mail.ts';

/** Tells whoever wrote a mail that it has failed, or that nobody knows whether it arrived. */
export async function tellOfMail(tx: Tx, context: Context, row: OutboxRow): Promise<void> {
  const kind = `mail.${row.state}`;
  const eventId = await appendEvent(tx, context, {
    kind,
    subject: { kind: 'mail', id: row.id },
    ticketId: row.ticket_id,
    data: { mail: row.id, kind: row.kind },
  });
  const author = await authorOf(tx, context, row);
  if (author && row.ticket_id)
    await notify(tx, context, { users: [author], kind, ticketId: row.ticket_id, eventId });
}

/** The member of staff who caused a mail: the actor of the event that it was written with. */
export async function authorOf(tx: Tx, context: Context, row: OutboxRow): Promise<string | null> {
  if (row.event_id === null) return null;
  const event = await tx
    .selectFrom('event')
    .select('actor_id')
    .where('org_id', '=', context.org)
    .where('id', '=', row.event_id)
    .where('actor_kind', '=', 'user')
    .executeTakeFirst();
  return event?.actor_id ?? null;
}
