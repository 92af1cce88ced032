import type { Message } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { namesOf } from './people-names.query.ts';
import type { Thread } from './threads.query.ts';

/** The messages of one or more threads in order of time (index message_by_ticket). Without `notes`, what customers may see. */
export async function messagesOf(
  tx: Tx,
  context: Context,
  threads: Thread[],
  options: { notes: boolean; only?: string },
): Promise<Message[]> {
  const numberOf = new Map(threads.map((thread) => [thread.id, thread.number]));
  let query = tx
    .selectFrom('message')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', [...numberOf.keys()])
    .orderBy('at')
    .orderBy('id');
  if (!options.notes) query = query.where('kind', '<>', 'note');
  if (options.only) query = query.where('id', '=', options.only);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [files, names, splitTo, splitFrom] = await Promise.all([
    tx
      .selectFrom('message_attachment as a')
      .innerJoin('stored_file as f', (join) =>
        join.onRef('f.org_id', '=', 'a.org_id').onRef('f.id', '=', 'a.file_id'),
      )
      .select(['a.message_id', 'f.id', 'f.name', 'f.media_type', 'f.size'])
      .where('a.org_id', '=', context.org)
      .where('a.message_id', 'in', ids)
      .orderBy('f.id')
      .execute(),
    namesOf(tx, context, { users: rows.flatMap((row) => row.mentions) }),
    numbersOf(
      tx,
      context,
      rows.map((row) => row.split_to_ticket_id),
    ),
    originsOf(
      tx,
      context,
      rows.map((row) => row.split_from_id),
    ),
  ]);
  return rows.map((row) => ({
    id: row.id,
    thread: numberOf.get(row.ticket_id) ?? 0,
    kind: row.kind,
    channel: row.channel,
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
    body: row.body,
    html: row.html,
    at: row.at.toISOString(),
    attachments: files.filter((file) => file.message_id === row.id).map(({ message_id: _, ...file }) => file),
    mentions: row.mentions.flatMap((id) => names.user(id) ?? []),
    consultation_id: row.consultation_id,
    split_from: row.split_from_id ? (splitFrom.get(row.split_from_id) ?? null) : null,
    split_to: row.split_to_ticket_id ? (splitTo.get(row.split_to_ticket_id) ?? null) : null,
  }));
}

async function numbersOf(tx: Tx, context: Context, ids: (string | null)[]): Promise<Map<string, number>> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .selectFrom('ticket')
    .select(['id', 'number'])
    .where('org_id', '=', context.org)
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map((row) => [row.id, row.number]));
}

/** The numbers of the tickets on which the originals of split-off messages stand, by message. */
async function originsOf(tx: Tx, context: Context, ids: (string | null)[]): Promise<Map<string, number>> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .selectFrom('message as m')
    .innerJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.ticket_id'),
    )
    .select(['m.id', 't.number'])
    .where('m.org_id', '=', context.org)
    .where('m.id', 'in', wanted)
    .execute();
  return new Map(rows.map((row) => [row.id, row.number]));
}
