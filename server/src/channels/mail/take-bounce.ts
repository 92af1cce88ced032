import type { ReadMail } from '@shouwen/mail';
import type { Selectable } from 'kysely';
import type { Context } from '../../context.ts';
import { normaliseEmail } from '../../customers/normalise.ts';
import { appendEvent } from '../../events/append-event.ts';
import { notify } from '../../notifications/notify.ts';
import type { OutboxTable } from '../../outbox/tables.ts';
import type { Tx } from '../../tables.ts';
import { plain } from './facts.ts';
import type { Arrival } from './take-in.ts';
import type { Judgement } from './verdict.ts';

type Bounce = ReadMail['bounce'][number];
type Sent = Pick<Selectable<OutboxTable>, 'id' | 'ticket_id' | 'recipient_address'>;

/**
 * A mail that says that one of ours did not arrive (RFC 3464). Only when it names a mail that we sent does it mark the
 * address and tell those who own the ticket: anybody can write that something failed. Nothing is ever answered.
 */
export async function takeBounce(tx: Tx, context: Context, { row, mail }: Arrival): Promise<Judgement> {
  const ticketIds = new Set<string>();
  const failed = new Set<string>();
  for (const bounce of mail.bounce) {
    const sent = await sentMail(tx, context, mail, bounce);
    if (!sent) continue;
    if (sent.ticket_id) ticketIds.add(sent.ticket_id);
    if (bounce.action !== 'failed') continue;
    const address = normaliseEmail(bounce.recipient ?? sent.recipient_address);
    failed.add(address);
    await mark(tx, context, { address, bounce, mailInId: row.id });
    if (sent.ticket_id) await tellOwners(tx, context, sent.ticket_id, { outbox: sent.id, address });
  }
  const [ticketId = null] = ticketIds;
  const addresses = [...failed].join(', ');
  const key = failed.size > 0 ? 'bounce' : ticketId ? 'delayed' : 'bounce_unknown';
  return { verdict: 'bounce', reason: { key, addresses }, ticketId };
}

/** The mail of ours that a report is about, by the Message-ID that it returns or refers to (index outbox_mail_id). */
async function sentMail(tx: Tx, context: Context, mail: ReadMail, bounce: Bounce): Promise<Sent | null> {
  const ids = [bounce.originalMessageId, ...mail.inReplyTo, ...mail.references].filter((id) => id !== null);
  if (ids.length === 0) return null;
  const sent = await tx
    .selectFrom('outbox')
    .select(['id', 'ticket_id', 'recipient_address'])
    .where('org_id', '=', context.org)
    .where('mail_id', 'in', ids)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return sent ?? null;
}

async function mark(
  tx: Tx,
  context: Context,
  { address, bounce, mailInId }: { address: string; bounce: Bounce; mailInId: string },
): Promise<void> {
  const found = {
    permanent: bounce.permanent,
    status: plain(bounce.status, 20),
    diagnostic: plain(bounce.diagnostic, 1_000),
    bounced_at: context.now,
    mail_in_id: mailInId,
  };
  await tx
    .insertInto('mail_bounced')
    .values({ org_id: context.org, address, ...found })
    .onConflict((clash) => clash.columns(['org_id', 'address']).doUpdateSet(found))
    .execute();
}

async function tellOwners(
  tx: Tx,
  context: Context,
  ticketId: string,
  { outbox, address }: { outbox: string; address: string },
): Promise<void> {
  const ticket = await tx
    .selectFrom('ticket')
    .select(['assignee_id', 'first_contact_owner_id'])
    .where('org_id', '=', context.org)
    .where('id', '=', ticketId)
    .executeTakeFirst();
  if (!ticket) return;
  const eventId = await appendEvent(tx, context, {
    kind: 'ticket.mail_bounced',
    subject: { kind: 'ticket', id: ticketId },
    ticketId,
    data: { outbox },
    payload: { address },
  });
  const users = [ticket.assignee_id, ticket.first_contact_owner_id].filter((id) => id !== null);
  await notify(tx, context, { users, kind: 'ticket.mail_bounced', ticketId, eventId });
}

/** Mail comes from this address again: it lives. */
export async function forgetBounce(tx: Tx, context: Context, address: string): Promise<void> {
  await tx
    .deleteFrom('mail_bounced')
    .where('org_id', '=', context.org)
    .where('address', '=', normaliseEmail(address))
    .execute();
}
