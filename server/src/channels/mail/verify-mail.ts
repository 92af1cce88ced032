import { sql } from 'kysely';
import type { App } from '../../context.ts';
import type { Tx } from '../../tables.ts';

const batchSize = 1_000;

/**
 * The journal must add up: every mail is kept with its size, has a verdict once it is done, stands on the ticket that
 * its row names, and none became two requests. Gives how many rows there are.
 */
export async function verifyMail(
  tx: Tx,
  app: App,
  found: (what: string) => void,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ id: string; wrong: string }>`
    select id, 'has a state and a verdict that do not fit' as wrong from mail_in
    where org_id = ${app.org} and (
      (state = 'pending') <> (verdict is null) or (state = 'quarantined') <> (verdict is not distinct from 'quarantined')
      or (state = 'pending' and next_at is null) or (state <> 'pending' and (processed_at is null or reason is null)))
    union all
    select m.id, 'became a message that is not on its ticket' from mail_in m
    where m.org_id = ${app.org} and m.verdict in ('new_ticket', 'reply') and not exists (
      select 1 from message where message.org_id = m.org_id and message.id = m.message_id and message.ticket_id = m.ticket_id)
    union all
    select m.id, 'repeats a mail that is not there' from mail_in m
    where m.org_id = ${app.org} and m.verdict = 'duplicate' and m.reason ->> 'key' <> 'own_mail' and not exists (
      select 1 from mail_in first where first.org_id = m.org_id and first.id = m.duplicate_of)
    union all
    select m.id, 'was taken in twice' from mail_in m
    where m.org_id = ${app.org} and m.verdict in ('new_ticket', 'reply') and m.mail_id is not null
      and m.reason ->> 'key' <> 'linked_ticket' and exists (
      select 1 from mail_in other
      where other.org_id = m.org_id and other.mail_id = m.mail_id and other.digest = m.digest and other.id < m.id
        and other.verdict in ('new_ticket', 'reply') and other.reason ->> 'key' <> 'linked_ticket')
    order by id limit ${most}`.execute(tx);
  for (const { id, wrong } of rows) found(`mail ${id} ${wrong}`);
  return verifyRaw(tx, app, found);
}

async function verifyRaw(tx: Tx, app: App, found: (what: string) => void): Promise<number> {
  let count = 0;
  for (let after = ''; ; ) {
    let query = tx
      .selectFrom('mail_in')
      .select(['id', 'raw_sha256', 'size'])
      .where('org_id', '=', app.org)
      .orderBy('id')
      .limit(batchSize);
    if (after) query = query.where('id', '>', after);
    const rows = await query.execute();
    for (const { id, raw_sha256, size } of rows) {
      const there = await app.files.size(raw_sha256);
      if (there === null) found(`mail ${id} is not in the file store`);
      else if (there !== size) found(`mail ${id} has ${there} bytes instead of ${size}`);
    }
    count += rows.length;
    const last = rows.at(-1);
    if (!last) return count;
    after = last.id;
  }
}
