import type { Draft } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from './policy.ts';
import { threadsOf } from './threads.query.ts';

/**
 * The ticket on which the viewer writes: one that the viewer may see, or has begun to write on before losing sight of
 * it. Throws not-found otherwise.
 */
export async function writableTicket(
  tx: Tx,
  context: Context,
  number: number,
): Promise<{ id: string; visible: boolean }> {
  const { userId } = viewerOf(context);
  const visible = ticketsWhere(context);
  const row = await tx
    .selectFrom('ticket as t')
    .select(['t.id', visible.as('visible')])
    .where('t.org_id', '=', context.org)
    .where('t.number', '=', number)
    .where((expression) =>
      expression.or([
        visible,
        expression.exists(
          expression
            .selectFrom('draft as d')
            .select(sql`1`.as('one'))
            .whereRef('d.org_id', '=', 't.org_id')
            .whereRef('d.ticket_id', '=', 't.id')
            .where('d.user_id', '=', userId),
        ),
      ]),
    )
    .executeTakeFirst();
  if (!row) throw notFound('ticket');
  return row;
}

/** The viewer's drafts on a ticket, and on what is merged into it; the ticket's own first. */
export async function myDrafts(tx: Tx, context: Context, number: number): Promise<Draft[]> {
  const { id, visible } = await writableTicket(tx, context, number);
  const threads = visible ? (await threadsOf(tx, context, id)).map((thread) => thread.id) : [id];
  return draftsOn(tx, context, threads);
}

/** The viewer's drafts on some tickets, in the order of those. */
export async function draftsOn(tx: Tx, context: Context, ticketIds: string[]): Promise<Draft[]> {
  const { userId } = viewerOf(context);
  const rows = await tx
    .selectFrom('draft as d')
    .innerJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'd.org_id').onRef('t.id', '=', 'd.ticket_id'),
    )
    .selectAll('d')
    .select('t.number')
    .where('d.org_id', '=', context.org)
    .where('d.user_id', '=', userId)
    .where('d.ticket_id', 'in', ticketIds)
    .orderBy('d.kind', 'desc')
    .execute();
  const fileIds = rows.flatMap((row) => row.attachments);
  const files = fileIds.length
    ? await tx
        .selectFrom('stored_file')
        .select(['id', 'name', 'media_type', 'size'])
        .where('org_id', '=', context.org)
        .where('id', 'in', fileIds)
        .execute()
    : [];
  return rows
    .sort((a, b) => ticketIds.indexOf(a.ticket_id) - ticketIds.indexOf(b.ticket_id))
    .map((row) => ({
      thread: row.number,
      kind: row.kind,
      body: row.body,
      html: row.html,
      attachments: row.attachments.flatMap((id) => files.find((file) => file.id === id) ?? []),
      saved_at: row.saved_at.toISOString(),
    }));
}
