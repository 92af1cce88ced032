import type { Language } from '@shouwen/api';
import type { Context } from '../context.ts';
import { topsOf, treesOf } from '../customers/merged-customers.ts';
import type { Tx } from '../tables.ts';
import { threadsOf } from './threads.query.ts';

/** Somebody whom a reply goes to, with the thread that they write on. */
export interface Recipient {
  thread: { id: string; number: number; subject: string; language: Language };
  customerId: string;
  name: string;
  address: string;
}

/**
 * Who follows a ticket from outside and has a mail address: its customer, its participants, and those of the threads
 * merged into it, for they are in one conversation now. Each person once, with the ticket's own thread before others.
 */
export async function recipientsOf(tx: Tx, context: Context, ticketId: string): Promise<Recipient[]> {
  const followers = await followersOf(tx, context, ticketId);
  const tops = await topsOf(
    tx,
    context,
    followers.map((one) => one.customerId),
  );
  const addresses = await addressesOf(tx, context, [...new Set(tops.values())]);
  const reached = new Set<string>();
  return followers.flatMap(({ thread, customerId }) => {
    const person = tops.get(customerId) ?? customerId;
    const theirs = addresses.filter((address) => address.person === person);
    // the record that the ticket names first, then what it was merged with
    const found = theirs.find((address) => address.customer_id === customerId) ?? theirs[0];
    if (!found || reached.has(person) || reached.has(found.normalised)) return [];
    reached.add(person).add(found.normalised);
    return [{ thread, customerId, name: found.name, address: found.normalised }];
  });
}

/** Who takes part in a ticket from outside, with the thread of each; the same person once for each thread. */
export async function followersOf(tx: Tx, context: Context, ticketId: string) {
  const threads = (await threadsOf(tx, context, ticketId)).map((thread) => thread.id);
  const tickets = await tx
    .selectFrom('ticket')
    .select(['id', 'number', 'subject', 'language', 'customer_id'])
    .where('org_id', '=', context.org)
    .where('id', 'in', threads)
    .execute();
  const participants = await tx
    .selectFrom('ticket_participant')
    .select(['ticket_id', 'customer_id'])
    .where('org_id', '=', context.org)
    .where('ticket_id', 'in', threads)
    .orderBy('customer_id')
    .execute();
  return tickets
    .sort((a, b) => threads.indexOf(a.id) - threads.indexOf(b.id))
    .flatMap(({ customer_id, ...thread }) => [
      { thread, customerId: customer_id },
      ...participants
        .filter((one) => one.ticket_id === thread.id)
        .map((one) => ({ thread, customerId: one.customer_id })),
    ]);
}

/** The mail addresses of persons, with all that was merged into them; primary ones first. */
async function addressesOf(tx: Tx, context: Context, persons: string[]) {
  const trees = await treesOf(tx, context, persons);
  if (trees.length === 0) return [];
  const rows = await tx
    .selectFrom('customer as c')
    .innerJoin('customer_contact as a', (join) =>
      join.onRef('a.org_id', '=', 'c.org_id').onRef('a.customer_id', '=', 'c.id'),
    )
    .select(['a.normalised', 'a.customer_id', 'c.name'])
    .where('c.org_id', '=', context.org)
    .where(
      'c.id',
      'in',
      trees.map((tree) => tree.id),
    )
    .where('a.kind', '=', 'email')
    .orderBy('a.is_primary', 'desc')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({ ...row, person: trees.find((tree) => tree.id === row.customer_id)?.top }));
}
