import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../tables.ts';

/** In which order documents are written: what a person has just done comes before what concerns many tickets at once. */
export const Rank = { fresh: 0, many: 1 } as const;

/**
 * Marks tickets whose documents are to be written again, by id; a merged one stands for the ticket that shows it. Waits
 * for a writer that has the same ticket in hand, so that no change slips between its reading and its commit.
 */
export async function markDue(tx: Tx, org: number, tickets: readonly string[]): Promise<void> {
  if (tickets.length === 0) return;
  await sql`
    insert into search_due (org_id, ticket_id, rank, anew)
    select ${org}::smallint, id, ${Rank.fresh}::smallint, false
    from (select distinct id from unnest(${[...tickets]}::uuid[]) as given (id)) as each order by id
    on conflict (org_id, ticket_id) do update set rank = excluded.rank, next_at = null`.execute(tx);
}

const many = 100;

/** The same for every ticket that shows something of these customers. Very many tickets wait until others are written. */
export async function markDueOfCustomers(tx: Tx, org: number, customers: readonly string[]): Promise<void> {
  if (customers.length === 0) return;
  await sql`
    with concerned as materialized (${ticketsOfCustomers(org, customers)})
    insert into search_due (org_id, ticket_id, rank, anew)
    select ${org}::smallint, id,
      (case when (select count(*) from concerned) > ${many} then ${Rank.many} else ${Rank.fresh} end)::smallint, false
    from concerned order by id
    on conflict (org_id, ticket_id) do update set rank = least(search_due.rank, excluded.rank), next_at = null`.execute(
    tx,
  );
}

/**
 * The tickets of these customers and of all in the same trees of merged customers, also where they only take part
 * (indexes customer_merged, ticket_by_customer, ticket_participant_customer).
 */
export function ticketsOfCustomers(org: number, customers: readonly string[]): RawBuilder<{ id: string }> {
  return sql`
    with recursive up (id, further) as (
      select id, merged_into_id from customer where org_id = ${org} and id = any(${[...customers]}::uuid[])
      union
      select c.id, c.merged_into_id from customer c join up on c.id = up.further where c.org_id = ${org}
    ), tree (id) as (
      select id from up where further is null
      union
      select c.id from customer c join tree on c.merged_into_id = tree.id where c.org_id = ${org}
    )
    select t.id from tree join ticket t on t.org_id = ${org} and t.customer_id = tree.id
    union
    select p.ticket_id from tree join ticket_participant p on p.org_id = ${org} and p.customer_id = tree.id`;
}

/** The same for every ticket with a file of this content (indexes stored_file_content, message_attachment_file). */
export async function markDueOfFile(tx: Tx, org: number, sha256: string): Promise<void> {
  await sql`
    insert into search_due (org_id, ticket_id, rank, anew)
    select distinct m.org_id, m.ticket_id, ${Rank.fresh}::smallint, false
    from stored_file f
    join message_attachment a on a.org_id = f.org_id and a.file_id = f.id
    join message m on m.org_id = a.org_id and m.id = a.message_id
    where f.org_id = ${org} and f.sha256 = ${sha256} order by m.ticket_id
    on conflict (org_id, ticket_id) do nothing`.execute(tx);
}
