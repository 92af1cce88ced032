import type { PendingReply as Shown } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { notFound } from '../../platform/errors.ts';
import type { Tx } from '../../tables.ts';
import { namesOf } from '../people-names.query.ts';
import type { PendingReplyTable } from './pending-reply-table.ts';

export type PendingReply = Selectable<PendingReplyTable>;

/** The reply of that id on a ticket, locked. Throws not-found when there is none, as when it has left already. */
export async function lockReply(
  tx: Tx,
  context: Context,
  ticketId: string,
  id: string,
): Promise<PendingReply> {
  const row = await tx
    .selectFrom('pending_reply')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticketId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('reply');
  return row;
}

/** What waits on some threads, oldest first (index pending_reply_by_ticket). */
export async function pendingOn(
  tx: Tx,
  context: Context,
  ticketIds: string[],
): Promise<z.input<typeof Shown>[]> {
  const rows = await tx
    .selectFrom('pending_reply')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', ticketIds)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
  return presentReplies(tx, context, rows);
}

/** Replies that wait, as the viewer sees them. */
export async function presentReplies(
  tx: Tx,
  context: Context,
  rows: readonly PendingReply[],
): Promise<z.input<typeof Shown>[]> {
  if (rows.length === 0) return [];
  const names = await namesOf(tx, context, { users: rows.map((row) => row.author_id) });
  const threads = await tx
    .selectFrom('ticket')
    .select(['id', 'number'])
    .where('org_id', '=', context.org)
    .where(
      'id',
      'in',
      rows.map((row) => row.ticket_id),
    )
    .execute();
  const ids = rows.flatMap((row) => row.attachments);
  const files = ids.length
    ? await tx
        .selectFrom('stored_file')
        .select(['id', 'name', 'media_type', 'size'])
        .where('org_id', '=', context.org)
        .where('id', 'in', ids)
        .execute()
    : [];
  return rows.map((row) => ({
    id: row.id,
    thread: threads.find((thread) => thread.id === row.ticket_id)?.number ?? 0,
    state: row.state,
    author: names.user(row.author_id) ?? { id: row.author_id, name: '' },
    body: row.body,
    html: row.html,
    attachments: row.attachments.flatMap((id) => files.find((file) => file.id === id) ?? []),
    status: row.status_key,
    reason: row.reason,
    asked_at: row.asked_at.toISOString(),
    send_at: row.send_at?.toISOString() ?? null,
  }));
}
