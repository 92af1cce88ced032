import type { MailEntry, MailJournalQuery } from '@shouwen/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { canEverywhere, requirePermission } from '../../people/viewer.ts';
import { decodeCursor, encodeCursor, pageOf } from '../../platform/cursor.ts';
import { notFound } from '../../platform/errors.ts';
import { say } from '../../platform/texts.ts';
import type { Tx } from '../../tables.ts';
import { ticketsWhere } from '../../tickets/policy.ts';

type Entry = z.input<typeof MailEntry>;
type Query = Pick<
  z.output<typeof MailJournalQuery>,
  'limit' | 'cursor' | 'state' | 'verdict' | 'mailbox' | 'q'
>;

/**
 * A page of the mail that came in, newest first (index mail_in_newest). What belongs to a ticket is seen by those who
 * see the ticket, confidential or not; the rest by those who may read the journal in every unit.
 */
export async function listMail(
  tx: Tx,
  context: Context,
  query: Query,
): Promise<{ items: Entry[]; next_cursor: string | null }> {
  requirePermission(context, 'outbox.read');
  let select = visible(tx, context)
    .orderBy('m.received_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(query.limit + 1);
  if (query.state) select = select.where('m.state', '=', query.state);
  if (query.verdict) select = select.where('m.verdict', '=', query.verdict);
  const { mailbox } = query;
  if (mailbox) select = select.where((on) => on(on.val(mailbox), '=', on.fn.any('m.mailboxes')));
  for (const word of (query.q ?? '').split(/\s+/).filter((part) => part !== '')) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    select = select.where(
      sql<boolean>`(m.subject ilike ${like} or m.from_address ilike ${like} or m.from_name ilike ${like}
        or m.envelope_from ilike ${like} or array_to_string(m.envelope_to, ' ') ilike ${like})`,
    );
  }
  if (query.cursor) {
    const after = decodeCursor(query.cursor);
    select = select.where((on) =>
      on(on.refTuple('m.received_at', 'm.id'), '<', on.tuple(after.at ?? new Date(0), after.id)),
    );
  }
  const { rows, next_cursor } = pageOf(await select.execute(), query.limit, (row) =>
    encodeCursor(row.received_at, row.id),
  );
  return { items: rows.map((row) => present(context, row)), next_cursor };
}

/** One mail of the journal with what stands in its row. Throws not-found for one that the viewer may not see. */
export async function findMail(
  tx: Tx,
  context: Context,
  id: string,
): Promise<{ entry: Entry; row: JournalRow }> {
  requirePermission(context, 'outbox.read');
  const row = await seenMail(tx, context, id);
  return { entry: present(context, row), row };
}

/** The row of a mail for whoever sees its ticket, or, where it has none, may read the whole journal. */
export async function seenMail(tx: Tx, context: Context, id: string): Promise<JournalRow> {
  const row = await visible(tx, context).where('m.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('mail');
  return row;
}

type JournalRow = Awaited<ReturnType<ReturnType<typeof visible>['execute']>>[number];

function visible(tx: Tx, context: Context) {
  return tx
    .selectFrom('mail_in as m')
    .leftJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.ticket_id'),
    )
    .leftJoin('mailbox as b', (join) =>
      join.onRef('b.org_id', '=', 'm.org_id').onRef('b.id', '=', 'm.mailbox_id'),
    )
    .selectAll('m')
    .select(['t.number', 'b.address as mailbox_address'])
    .where('m.org_id', '=', context.org)
    .where(sql<boolean>`case when t.id is not null then (${ticketsWhere(context)})
      else ${canEverywhere(context, 'outbox.read')}::boolean end`);
}

function present(context: Context, row: JournalRow): Entry {
  return {
    id: row.id,
    source: row.source,
    mailbox:
      row.mailbox_id && row.mailbox_address ? { id: row.mailbox_id, address: row.mailbox_address } : null,
    envelope_from: row.envelope_from,
    envelope_to: row.envelope_to,
    from: row.from_address === null ? null : { address: row.from_address, name: row.from_name },
    subject: row.subject,
    sent_at: row.sent_at?.toISOString() ?? null,
    received_at: row.received_at.toISOString(),
    size: row.size,
    state: row.state,
    verdict: row.verdict,
    reason: row.reason && say(context.language, `mail_reason.${row.reason.key}`, row.reason),
    reason_key: row.reason ? String(row.reason.key) : null,
    ticket: row.number,
    duplicate_of: row.duplicate_of,
    attempts: row.attempts,
    next_at: row.next_at?.toISOString() ?? null,
    error: row.error,
  };
}
