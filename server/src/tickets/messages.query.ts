import type { Message, PersonRef } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { isOneOf, query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import type { MessageTable } from './tables.ts';
import type { Thread } from './threads.query.ts';

export type MessageRow = Omit<Selectable<MessageTable>, 'mentions' | 'at'> & {
  at: string | Date;
  files: Message['attachments'] | null;
  mail: { id: string; size: number; verdict: string } | null;
  people: PersonRef[] | null;
  split_from: number | null;
  split_to: number | null;
};

/**
 * The messages in order of time that `ours` tells by a test of `m` (index message_by_ticket). What a message shows of
 * other tables stands in it, each looked up by its key; most messages have none of it.
 */
export const messagesSql = (ours: string) => `
  select m.id, m.ticket_id, m.kind, m.channel, m.author_kind, m.author_id, m.author_name, m.body, m.html, m.fresh, m.mail_html, m.at, m.consultation_id,
    (select json_agg(json_build_object('id', f.id, 'name', f.name, 'media_type', f.media_type, 'size', f.size) order by f.id)
      from message_attachment a join stored_file f on f.org_id = a.org_id and f.id = a.file_id
      where a.org_id = m.org_id and a.message_id = m.id) as files,
    case when m.channel = 'email' and m.kind <> 'reply' then
      (select json_build_object('id', i.id, 'size', i.size, 'verdict', i.verdict) from mail_in i
        where i.org_id = m.org_id and i.message_id = m.id limit 1) end as mail,
    case when m.mentions <> '{}' then
      (select json_agg(json_build_object('id', u.id, 'name', u.name) order by w.n)
        from unnest(m.mentions) with ordinality w (id, n) join user_account u on u.org_id = m.org_id and u.id = w.id) end as people,
    case when m.split_from_id is not null then
      (select t.number from message o join ticket t on t.org_id = o.org_id and t.id = o.ticket_id
        where o.org_id = m.org_id and o.id = m.split_from_id) end as split_from,
    case when m.split_to_ticket_id is not null then
      (select t.number from ticket t where t.org_id = m.org_id and t.id = m.split_to_ticket_id) end as split_to
  from message m
  where m.org_id = $1 and ${ours} order by m.at, m.id`;

/** The messages of one or more threads in order of time. Without `notes`, what customers may see. */
export async function messagesOf(
  tx: Tx,
  context: Context,
  threads: Thread[],
  options: { notes: boolean; only?: string },
): Promise<Message[]> {
  const notes = options.notes ? '' : " and m.kind <> 'note'";
  const only = options.only ? ' and m.id = $3' : '';
  const ours = isOneOf(
    'm.ticket_id',
    threads.map((thread) => thread.id),
    2,
  );
  const rows = await query<MessageRow>(tx, messagesSql(`${ours.text}${notes}${only}`), [
    context.org,
    ours.value,
    ...(options.only ? [options.only] : []),
  ]);
  return presentMessages(rows, threads);
}

/** Messages as the API shows them. */
export function presentMessages(rows: MessageRow[], threads: Thread[]): Message[] {
  const numberOf = new Map(threads.map((thread) => [thread.id, thread.number]));
  return rows.map((row) => ({
    id: row.id,
    thread: numberOf.get(row.ticket_id) ?? 0,
    kind: row.kind,
    channel: row.channel,
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
    body: row.body,
    html: row.html,
    fresh: row.fresh,
    mail_html: row.mail_html,
    mail: row.mail && { id: row.mail.id, size: row.mail.size, nature: natureOf(row.mail.verdict) },
    at: new Date(row.at).toISOString(),
    attachments: row.files ?? [],
    mentions: row.people ?? [],
    consultation_id: row.consultation_id,
    split_from: row.split_from,
    split_to: row.split_to,
  }));
}

const natureOf = (verdict: string): 'auto_reply' | 'list' | null =>
  verdict === 'auto_reply' || verdict === 'list' ? verdict : null;
