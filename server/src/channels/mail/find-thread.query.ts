import type { ReadMail } from '@shouwen/mail';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { normaliseEmail } from '../../customers/normalise.ts';
import { readReplyToken } from '../../links/reply-token.ts';
import type { Tx } from '../../tables.ts';
import { idOf } from './facts.ts';

/** The ticket that a mail goes on with, and what says so. */
export interface Thread {
  ticketId: string;
  number: number;
  by: 'token' | 'references' | 'subject';
}

/**
 * The ticket that a mail belongs to: by the token in the address that it was sent to, else by the mails that it refers
 * to, else by the number in its subject. The number alone could be guessed: it counts only from who takes part in that
 * ticket. A "Re:" to something that we never saw is null: a new request.
 */
export async function findThread(
  tx: Tx,
  context: Context,
  mail: ReadMail,
  recipients: readonly string[],
): Promise<Thread | null> {
  return (
    (await byToken(tx, context, recipients)) ??
    (await byReferences(tx, context, mail)) ??
    (await bySubject(tx, context, mail))
  );
}

async function byToken(tx: Tx, context: Context, recipients: readonly string[]): Promise<Thread | null> {
  for (const address of recipients) {
    const token = readReplyToken(context.app, address);
    const ticket = token && (await ticketOf(tx, context, token.number));
    if (ticket) return { ticketId: ticket.id, number: ticket.number, by: 'token' };
  }
  return null;
}

/** Indexes mail_in_by_mail_id and outbox_mail_id. What it answers counts before what that one answered. */
async function byReferences(tx: Tx, context: Context, mail: ReadMail): Promise<Thread | null> {
  const named = [...mail.inReplyTo, ...[...mail.references].reverse()].map(idOf);
  const ids = [...new Set(named.filter((id) => id !== null))].slice(0, 100);
  if (ids.length === 0) return null;
  const { rows } = await sql<{ mail_id: string; id: string; number: number }>`
    select known.mail_id, t.id, t.number from (
      select mail_id, ticket_id, received_at as at from mail_in
      where org_id = ${context.org} and mail_id = any (${ids}) and ticket_id is not null
      union all
      select mail_id, ticket_id, created_at from outbox
      where org_id = ${context.org} and mail_id = any (${ids}) and ticket_id is not null
    ) known join ticket t on t.org_id = ${context.org} and t.id = known.ticket_id
    order by array_position(${ids}::text[], known.mail_id), known.at desc limit 1`.execute(tx);
  const [found] = rows;
  return found ? { ticketId: found.id, number: found.number, by: 'references' } : null;
}

async function bySubject(tx: Tx, context: Context, mail: ReadMail): Promise<Thread | null> {
  const given = /\[#(\d{1,15})\]/.exec(mail.subject)?.[1];
  const address = mail.from && normaliseEmail(mail.from.address);
  if (!given || !address) return null;
  const ticket = await ticketOf(tx, context, Number(given));
  if (!ticket || !(await takesPart(tx, context, ticket.id, address))) return null;
  return { ticketId: ticket.id, number: ticket.number, by: 'subject' };
}

/**
 * Whether somebody takes part in a ticket: as its customer or a further one, as staff who work on it or watch it, as
 * one who wrote on it by mail or to whom mail about it went.
 */
async function takesPart(tx: Tx, context: Context, ticketId: string, address: string): Promise<boolean> {
  const { rows } = await sql<{ part: boolean }>`
    select exists (
      select 1 from ticket t
      join customer_contact c on c.org_id = t.org_id and c.kind = 'email' and c.normalised = ${address}
      where t.org_id = ${context.org} and t.id = ${ticketId} and (c.customer_id = t.customer_id or exists (
        select 1 from ticket_participant p
        where p.org_id = t.org_id and p.ticket_id = t.id and p.customer_id = c.customer_id))
    ) or exists (
      select 1 from ticket t
      join user_account u on u.org_id = t.org_id and u.email = ${address} and u.state = 'active'
      where t.org_id = ${context.org} and t.id = ${ticketId} and (u.id in (t.assignee_id, t.first_contact_owner_id)
        or exists (select 1 from ticket_watcher w
          where w.org_id = t.org_id and w.ticket_id = t.id and w.user_id = u.id))
    ) or exists (
      select 1 from mail_in
      where org_id = ${context.org} and ticket_id = ${ticketId} and from_address = ${address} and message_id is not null
    ) or exists (
      select 1 from outbox
      where org_id = ${context.org} and ticket_id = ${ticketId} and lower(recipient_address) = ${address}
    ) as part`.execute(tx);
  return rows[0]?.part ?? false;
}

async function ticketOf(
  tx: Tx,
  context: Context,
  number: number,
): Promise<{ id: string; number: number } | null> {
  const ticket = await tx
    .selectFrom('ticket') // index ticket_by_number
    .select(['id', 'number'])
    .where('org_id', '=', context.org)
    .where('number', '=', number)
    .executeTakeFirst();
  return ticket ?? null;
}
