import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { requirePermission } from '../people/viewer.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { lockMail, mayManage, type SeenMail, seenMail } from './seen-mail.ts';
import { wayOutOf } from './sending/routes-of.ts';

const mostAtOnce = 1_000;

/** Lets a held mail go. Throws a conflict when it is not held, or there is still no way out. */
export async function releaseMail(tx: Tx, context: Context, id: string): Promise<void> {
  const row = await lockMail(tx, context, id);
  if (row.state !== 'queued' || row.next_at !== null) throw conflict('mail_not_held');
  if (!(await wayOutOf(tx, context.app, row.mailbox_id))) throw conflict('no_way_out');
  await letGo(tx, context, row);
}

/** Lets every held mail go that the viewer may manage and for which there is a way out. Gives how many. */
export async function releaseMails(tx: Tx, context: Context): Promise<number> {
  requirePermission(context, 'outbox.manage');
  const held = await seenMail(tx, context)
    .where('o.state', '=', 'queued')
    .where('o.next_at', 'is', null)
    .orderBy('o.created_at')
    .orderBy('o.id')
    .limit(mostAtOnce)
    .forUpdate('o')
    .execute();
  const ways = new Map<string | null, boolean>();
  let released = 0;
  for (const row of held) {
    if (!mayManage(context, row)) continue;
    const known = ways.get(row.mailbox_id);
    const way = known ?? (await wayOutOf(tx, context.app, row.mailbox_id)) !== null;
    ways.set(row.mailbox_id, way);
    if (!way) continue;
    await letGo(tx, context, row);
    released += 1;
  }
  if (held.length > 0 && released === 0) throw conflict('no_way_out');
  return released;
}

/** Tries a mail again that has failed, with the whole row of tries before it. Throws a conflict for any other. */
export async function retryMail(tx: Tx, context: Context, id: string): Promise<void> {
  const row = await lockMail(tx, context, id);
  if (row.state !== 'failed') throw conflict('mail_not_failed');
  if (!(await wayOutOf(tx, context.app, row.mailbox_id))) throw conflict('no_way_out');
  await letGo(tx, context, row, 'mail.retried');
}

async function letGo(tx: Tx, context: Context, row: SeenMail, kind = 'mail.released'): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: 'queued', attempts: 0, next_at: context.now })
    .where('org_id', '=', context.org)
    .where('id', '=', row.id)
    .execute();
  await appendEvent(tx, context, {
    kind,
    subject: { kind: 'mail', id: row.id },
    ticketId: row.ticket_id,
    data: { mail: row.id },
  });
}
