import type { Context } from '../context.ts';
import { actingAs } from '../people/acting-as.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import { recordsOf, sightOf } from './sight.ts';

/**
 * Those of these people who may see a confidential ticket, asked of the access policy with the rights that they have now;
 * all of them when it is none. For what the product does by itself: it opens no secret to anybody.
 */
export async function thoseWhoSee(
  tx: Tx,
  context: Context,
  ticket: Pick<TicketRow, 'id' | 'confidential'>,
  users: readonly string[],
): Promise<string[]> {
  if (!ticket.confidential) return [...users];
  const [record] = await recordsOf(tx, context.org, [ticket.id]);
  const seeing: string[] = [];
  for (const user of users) {
    const person = await actingAs(tx, context, user);
    if (person && record && sightOf(person)(record)) seeing.push(user);
  }
  return seeing;
}
