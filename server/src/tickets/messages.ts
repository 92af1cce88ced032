import type { Channel } from '@shouwen/api';
import type { Actor, Context } from '../context.ts';
import { usableFiles } from '../files/usable-files.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';

export interface NewMessage {
  kind: 'incoming' | 'reply' | 'note';
  body: string;
  /** the same as cleaned formatted text, when that says more */
  html?: string | null;
  channel: Channel;
  author: Actor;
  mentions?: string[];
  consultationId?: string;
  splitFromId?: string;
  /** when it was received; now unless given */
  at?: Date;
}

/** Writes a message onto the thread of a ticket. Gives its id. */
export async function insertMessage(
  tx: Tx,
  context: Context,
  ticket: { id: string },
  message: NewMessage,
): Promise<string> {
  const id = newId(context.now);
  await tx
    .insertInto('message')
    .values({
      org_id: context.org,
      id,
      ticket_id: ticket.id,
      kind: message.kind,
      channel: message.channel,
      author_kind: message.author.kind,
      author_id: message.author.id,
      author_name: message.author.name,
      body: message.body,
      html: message.html ?? null,
      at: message.at ?? context.now,
      mentions: message.mentions ?? [],
      consultation_id: message.consultationId ?? null,
      split_from_id: message.splitFromId ?? null,
      split_to_ticket_id: null,
    })
    .execute();
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
