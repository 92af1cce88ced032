import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { lockMail } from './seen-mail.ts';
import { wayOutOf } from './sending/routes-of.ts';

/**
 * A person says what became of a mail of which it was not known: it was sent, which ends the matter, or it was not, and
 * is sent now. Throws a conflict when it is known.
 */
export async function decideMail(
  tx: Tx,
  context: Context,
  id: string,
  was: 'sent' | 'not_sent',
): Promise<void> {
  const row = await lockMail(tx, context, id);
  if (row.state !== 'unknown') throw conflict('mail_not_unknown');
  const way = await wayOutOf(tx, context.app, row.mailbox_id);
  await tx
    .updateTable('outbox')
    .set({
      decided_by: viewerOf(context).userId,
      ...(was === 'sent'
        ? { state: 'sent', sent_at: row.attempted_at ?? context.now }
        : { state: 'queued', next_at: way ? context.now : null }),
    })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  await appendEvent(tx, context, {
    kind: 'mail.decided',
    subject: { kind: 'mail', id },
    ticketId: row.ticket_id,
    data: { mail: id, was },
  });
}
