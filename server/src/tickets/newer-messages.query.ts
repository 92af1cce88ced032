import type { Context } from '../context.ts';
import { conflict, invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { threadsOf } from './threads.query.ts';

export interface NewerMessage {
  id: string;
  kind: string;
  author: string;
  body: string;
  at: string;
}

/** Messages by others to or from the customer that came after the one the writer saw last, oldest first. */
export async function newerMessages(
  tx: Tx,
  context: Context,
  ticket: { id: string },
  lastSeen: string,
): Promise<NewerMessage[]> {
  const threads = await threadsOf(tx, context, ticket.id);
  const ids = threads.map((thread) => thread.id);
  const seen = await tx
    .selectFrom('message')
    .select(['at', 'id'])
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', ids)
    .where('id', '=', lastSeen)
    .executeTakeFirst();
  if (!seen) throw invalid('last_seen_message', 'message_unknown');
  const rows = await tx
    .selectFrom('message')
    .select(['id', 'kind', 'author_name', 'body', 'at'])
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', ids)
    .where('kind', '<>', 'note')
    .where((expression) =>
      expression(expression.refTuple('at', 'id'), '>', expression.tuple(seen.at, seen.id)),
    )
    .where('author_id', 'is distinct from', context.actor.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    author: row.author_name,
    body: row.body,
    at: row.at.toISOString(),
  }));
}

/** Refuses with 409 and the newer messages when some came that the writer had not seen. */
export async function refuseUnseen(
  tx: Tx,
  context: Context,
  ticket: { id: string },
  lastSeen: string,
): Promise<void> {
  const messages = await newerMessages(tx, context, ticket, lastSeen);
  if (messages.length > 0) throw conflict('newer_messages', { current: { messages } });
}
