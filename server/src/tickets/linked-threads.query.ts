import type { Message } from '@shouwen/api';
import type { Context } from '../context.ts';
import { topsOf } from '../customers/merged-customers.ts';
import type { Tx } from '../tables.ts';
import { messagesOf } from './messages.query.ts';
import { followersOf } from './recipients.query.ts';
import { threadsOf, waysUp } from './threads.query.ts';

/** What the holder of a private link to a ticket may read, and the ticket that work is done on. */
export interface LinkedThreads {
  /** the ticket itself, or what it is merged into */
  workedOn: string;
  messages: Message[];
}

/**
 * The messages that a customer may read on a private link, none of them notes. The link's own thread; after a merge also
 * the other threads that this customer takes part in, and what we have answered since then. What other customers wrote
 * on theirs stays with them.
 */
export async function linkedThreads(
  tx: Tx,
  context: Context,
  ticketId: string,
  customerId: string,
): Promise<LinkedThreads> {
  const ways = await waysUp(tx, context, ticketId);
  const workedOn = ways.at(-1)?.target ?? ticketId;
  const threads = await threadsOf(tx, context, workedOn);
  const followers = await followersOf(tx, context, workedOn);
  const tops = await topsOf(tx, context, [customerId, ...followers.map((one) => one.customerId)]);
  const person = tops.get(customerId);
  const own = new Set(
    followers.filter((one) => tops.get(one.customerId) === person).map((one) => one.thread.number),
  );
  for (const thread of threads) if (thread.id === ticketId) own.add(thread.number);
  const since = new Map<number, string>();
  let latest = '';
  for (const way of ways) {
    const at = way.merged_at.toISOString();
    latest = at > latest ? at : latest;
    const thread = threads.find((one) => one.id === way.target);
    if (thread) since.set(thread.number, latest);
  }
  const messages = await messagesOf(tx, context, threads, { notes: false });
  return {
    workedOn,
    messages: messages.filter((message) => {
      if (own.has(message.thread)) return true;
      const from = since.get(message.thread);
      return message.kind === 'reply' && from !== undefined && message.at > from;
    }),
  };
}
