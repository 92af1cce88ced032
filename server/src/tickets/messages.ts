import type { Channel } from '@shouwen/api';
import type { Actor, Context } from '../context.ts';
import { usableFiles } from '../files/usable-files.ts';
import { newId } from '../platform/ids.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';

export interface NewMessage {
  /** made beforehand when rows written with it must cite it */
  id?: string;
  kind: 'incoming' | 'reply' | 'note';
  body: string;
  /** the same as cleaned formatted text, when that says more */
  html?: string | null;
  /** of a mail: what is new in it, when that is not all */
  fresh?: string | null;
  /** a mail's own HTML, cleaned */
  mailHtml?: string | null;
  channel: Channel;
  author: Actor;
  mentions?: string[];
  consultationId?: string;
  splitFromId?: string;
  /** when it was received; now unless given */
  at?: Date;
}

const text = `
  insert into message (org_id, id, ticket_id, kind, channel, author_kind, author_id, author_name, body, html, at, mentions, consultation_id, split_from_id, fresh, mail_html)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`;

/** Writes a message onto the thread of a ticket. Gives its id. */
export async function insertMessage(
  tx: Tx,
  context: Context,
  ticket: { id: string },
  message: NewMessage,
): Promise<string> {
  const id = message.id ?? newId(context.now);
  await query(tx, text, [
    context.org,
    id,
    ticket.id,
    message.kind,
    message.channel,
    message.author.kind,
    message.author.id,
    message.author.name,
    message.body,
    message.html ?? null,
    message.at ?? context.now,
    message.mentions ?? [],
    message.consultationId ?? null,
    message.splitFromId ?? null,
    message.fresh ?? null,
    message.mailHtml ?? null,
  ]);
  return id;
}

/** Attaches uploaded files to a message. Throws `Refusal` for a file that is not the actor's to attach. */
export async function attachFiles(
  tx: Tx,
  context: Context,
  messageId: string,
  fileIds: readonly string[],
): Promise<void> {
  const ids = await usableFiles(tx, context, fileIds);
  if (ids.length === 0) return;
  await tx
    .insertInto('message_attachment')
    .values(ids.map((file_id) => ({ org_id: context.org, message_id: messageId, file_id })))
    .execute();
}

/** The beginning of a text on one line, for list rows. */
export function excerptOf(body: string): string {
  return [...body.replace(/\s+/g, ' ').trim()].slice(0, 160).join('');
}

/** Attaches the files of one message to another as well: the files themselves are stored once. */
export async function copyAttachments(tx: Tx, context: Context, from: string, to: string): Promise<void> {
  await tx
    .insertInto('message_attachment')
    .columns(['org_id', 'message_id', 'file_id'])
    .expression((expression) =>
      expression
        .selectFrom('message_attachment')
        .select(['org_id', expression.val(to).as('message_id'), 'file_id'])
        .where('org_id', '=', context.org)
        .where('message_id', '=', from),
    )
    .execute();
}
