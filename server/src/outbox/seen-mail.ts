import type { OutboxMessage } from '@shouwen/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { can, canEverywhere, requirePermission } from '../people/viewer.ts';
import { forbidden, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import type { OutboxRow } from './sending/claim-mail.ts';

/** A row with what is told of its surroundings. */
export type SeenMail = OutboxRow & {
  number: number | null;
  unit_id: string | null;
  decided_by_name: string | null;
};

/**
 * The mails that a viewer may see. What belongs to a ticket is seen by those who see the ticket. What does not is for
 * those who may read the outbox in every unit; when it goes to staff it may hold a link to an account, so that it is
 * only for those who manage people everywhere and could make that link.
 */
export function seenMail(tx: Tx, context: Context) {
  const toCustomers = canEverywhere(context, 'outbox.read');
  const toStaff = toCustomers && canEverywhere(context, 'people.manage');
  return tx
    .selectFrom('outbox as o')
    .leftJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'o.org_id').onRef('t.id', '=', 'o.ticket_id'),
    )
    .leftJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'o.org_id').onRef('u.id', '=', 'o.decided_by'),
    )
    .selectAll('o')
    .select(['t.number', 't.unit_id', 'u.name as decided_by_name'])
    .where('o.org_id', '=', context.org)
    .where(sql<boolean>`case when o.ticket_id is not null then (${ticketsWhere(context)})
      when o.user_id is not null then ${toStaff}::boolean else ${toCustomers}::boolean end`);
}

/** One of them. Throws not-found when the viewer may not see it, whatever the reason. */
export async function findMail(tx: Tx, context: Context, id: string): Promise<SeenMail> {
  requirePermission(context, 'outbox.read');
  const row = await seenMail(tx, context).where('o.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('mail');
  return row;
}

/** The same, locked, for somebody who is to decide about it. Throws when the viewer may see it and no more. */
export async function lockMail(tx: Tx, context: Context, id: string): Promise<SeenMail> {
  requirePermission(context, 'outbox.manage');
  const row = await seenMail(tx, context).where('o.id', '=', id).forUpdate('o').executeTakeFirst();
  if (!row) throw notFound('mail');
  if (!mayManage(context, row)) throw forbidden('outbox.manage');
  return row;
}

/** Whether the viewer may decide about a mail that is in sight. */
export function mayManage(context: Context, row: Pick<SeenMail, 'unit_id'>): boolean {
  return row.unit_id === null
    ? canEverywhere(context, 'outbox.manage')
    : can(context.viewer, 'outbox.manage', row.unit_id);
}

export function presentMail(context: Context, row: SeenMail): z.input<typeof OutboxMessage> {
  return {
    id: row.id,
    kind: row.kind,
    to: row.recipient_address,
    subject: row.subject,
    body: row.body,
    state: row.state,
    held: row.state === 'queued' && row.next_at === null,
    automatic: row.automatic,
    created_at: row.created_at.toISOString(),
    next_at: row.state === 'queued' ? (row.next_at?.toISOString() ?? null) : null,
    attempts: row.attempts,
    attempted_at: row.attempted_at?.toISOString() ?? null,
    sent_at: row.sent_at?.toISOString() ?? null,
    ticket: row.number,
    answer: row.answer,
    decided_by: row.decided_by_name,
    may: { manage: mayManage(context, row) },
  };
}
