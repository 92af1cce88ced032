import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

const longest = 20; // ids of a References header; programs thread by the first and the last ones

/** What a new mail to somebody refers to. Ids stand without < >. */
export interface Correspondence {
  inReplyTo: string | null;
  /** oldest first */
  references: string[];
}

/**
 * The mails that somebody and we have exchanged about a ticket and what was merged into it: those that they wrote and
 * those that went to them, for no other stands in their mailbox. A new one answers what they wrote last.
 */
export async function correspondenceWith(
  tx: Tx,
  context: Context,
  { ticketId, address, customerId }: { ticketId: string; address: string; customerId?: string },
): Promise<Correspondence> {
  const { rows } = await sql<{ mail_id: string; written: boolean }>`
    with recursive thread as (
      select id from ticket where org_id = ${context.org} and id = ${ticketId}
      union all
      select t.id from ticket t join thread on thread.id = t.merged_into_id -- index ticket_merged
      where t.org_id = ${context.org})
    select mail_id, true as written, received_at as at, i.id from mail_in i -- index mail_in_by_ticket
    where i.org_id = ${context.org} and i.ticket_id in (select id from thread) and i.mail_id is not null
      and (i.from_address = ${address} or exists (
        select from message m where m.org_id = i.org_id and m.id = i.message_id
          and m.author_kind = 'customer' and m.author_id = ${customerId ?? null}::uuid))
    union all
    select mail_id, false, created_at, id from outbox -- index outbox_by_ticket
    where org_id = ${context.org} and ticket_id in (select id from thread) and mail_id is not null
      and recipient_address = ${address}
    order by at, id`.execute(tx);
  const ids = [...new Set(rows.map((row) => row.mail_id))];
  return {
    inReplyTo: rows.findLast((row) => row.written)?.mail_id ?? ids.at(-1) ?? null,
    references: ids.length > longest ? [...ids.slice(0, 1), ...ids.slice(1 - longest)] : ids,
  };
}
