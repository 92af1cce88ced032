import type { Channel } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';
import { attachFiles, insertMessage } from './messages.ts';

/**
 * Keeps what a machine wrote (an absence note, a list) on the thread of a locked ticket. It is no word of the
 * customer: nothing wakes, nothing owed is touched, and nobody is told. Gives the message's id.
 */
export async function keepAutomaticMessage(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  message: {
    body: string;
    fresh?: string | null;
    mailHtml?: string | null;
    attachments?: readonly string[];
    channel: Channel;
    author: { kind: 'customer'; id: string; name: string };
    nature: string;
  },
): Promise<string> {
  const { nature, attachments, ...content } = message;
  const id = await insertMessage(tx, context, ticket, { kind: 'incoming', ...content });
  await attachFiles(tx, context, id, attachments ?? []);
  await applyChange(
    tx,
    context,
    ticket,
    {},
    { kind: 'ticket.automatic_received', data: { message: id, nature } },
  );
  return id;
}
