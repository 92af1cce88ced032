import type { App, Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';

/** Where a mail was met of which it was not known whether it had left. */
export type TurnedUp = 'sent_folder' | 'mail';

/**
 * Mails with these Message-IDs were met outside: in the folder of sent mail, or named by a mail that came in. Those of
 * which it was unknown have left (index outbox_mail_id). That one is not met proves nothing, so there is no opposite of
 * this: a person decides then. Gives how many were settled.
 */
export async function turnedUp(
  tx: Tx,
  context: Context,
  mailIds: readonly string[],
  where: TurnedUp,
): Promise<number> {
  if (mailIds.length === 0) return 0;
  const rows = await tx
    .updateTable('outbox')
    .set((on) => ({ state: 'sent', sent_at: on.ref('attempted_at') }))
    .where('org_id', '=', context.org)
    .where('mail_id', 'in', [...new Set(mailIds)])
    .where('state', '=', 'unknown')
    .returning(['id', 'ticket_id'])
    .execute();
  for (const { id, ticket_id: ticketId } of rows)
    await appendEvent(tx, context, {
      kind: 'mail.decided',
      subject: { kind: 'mail', id },
      ticketId,
      data: { mail: id, was: 'sent', found: where },
    });
  return rows.length;
}

const mostAtOnce = 50;

/** The Message-IDs of a mailbox's mails of which it is not known whether they have left, the newest first (index outbox_unknown). */
export async function unknownOf(app: App, mailboxId: string): Promise<string[]> {
  const rows = await app.db
    .selectFrom('outbox')
    .select('mail_id')
    .where('org_id', '=', app.org)
    .where('mailbox_id', '=', mailboxId)
    .where('state', '=', 'unknown')
    .where('mail_id', 'is not', null)
    .orderBy('attempted_at', 'desc')
    .limit(mostAtOnce)
    .execute();
  return rows.flatMap((row) => row.mail_id ?? []);
}
