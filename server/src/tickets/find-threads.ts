import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { findTicket } from './find-ticket.ts';
import { threadsOf } from './threads.query.ts';

/** The ids of the ticket of that number, if this viewer may see it, and of every ticket merged into it. */
export async function findThreads(tx: Tx, context: Context, number: number): Promise<string[]> {
  const ticket = await findTicket(tx, context, number);
  return (await threadsOf(tx, context, ticket.id)).map(({ id }) => id);
}
