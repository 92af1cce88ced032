import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { findTicket, lockForWork, type TicketRow } from './find-ticket.ts';
import type { TicketLinkTable } from './tables.ts';

export type LinkKind = TicketLinkTable['kind'];
interface NewLink {
  from: Pick<TicketRow, 'id' | 'number'>;
  kind: LinkKind;
  to: Pick<TicketRow, 'id' | 'number'>;
}

/**
 * Links two tickets: `related` either way, `child_of` to its parent, `incident_of` to the master of a mass incident.
 * Refuses what would put a ticket below itself. Linking again changes nothing.
 */
export async function linkTickets(
  tx: Tx,
  context: Context,
  number: number,
  link: { kind: LinkKind; to: number },
): Promise<void> {
  if (number === link.to) throw conflict('link_self');
  const from = await lockForWork(tx, context, number, 'write');
  const to = await findTicket(tx, context, link.to);
  if (to.merged_into_id) throw conflict('ticket_merged');
  if (link.kind !== 'related') await refuseCycle(tx, context, { from, kind: link.kind, to });
  await insertLink(tx, context, { from, kind: link.kind, to });
}

/** Writes a link and its events, unless it is there already. */
export async function insertLink(tx: Tx, context: Context, link: NewLink): Promise<void> {
  // of two related tickets neither stands above: one row for both ways
  const turned = link.kind === 'related' && link.from.id > link.to.id;
  const [from, to] = turned ? [link.to, link.from] : [link.from, link.to];
  const row = {
    org_id: context.org,
    from_id: from.id,
    kind: link.kind,
    to_id: to.id,
    created_at: context.now,
  };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ticket_link')
    .values(row)
    .onConflict((clash) => clash.columns(['org_id', 'from_id', 'kind', 'to_id']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows) await tell(tx, context, 'ticket.linked', link);
}

/** Takes a link away, named from either side. */
export async function unlinkTickets(
  tx: Tx,
  context: Context,
  number: number,
  link: { kind: LinkKind; to: number },
): Promise<void> {
  const from = await lockForWork(tx, context, number, 'write');
  const to = await findTicket(tx, context, link.to);
  const ids = [from.id, to.id];
  const { numDeletedRows } = await tx
    .deleteFrom('ticket_link')
    .where('org_id', '=', context.org)
    .where('kind', '=', link.kind)
    .where('from_id', 'in', ids)
    .where('to_id', 'in', ids)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw notFound('ticket_link');
  await tell(tx, context, 'ticket.unlinked', { from, kind: link.kind, to });
}

async function tell(tx: Tx, context: Context, kind: string, link: NewLink): Promise<void> {
  for (const [here, there, direction] of [
    [link.from, link.to, 'from'],
    [link.to, link.from, 'to'],
  ] as const)
    await appendEvent(tx, context, {
      kind,
      subject: { kind: 'ticket', id: here.id },
      ticketId: here.id,
      data: { link: link.kind, direction, ticket: there.id, number: there.number },
    });
}

/** Of several who link at once only one may look and write: together they could close a ring that none of them sees. */
async function refuseCycle(tx: Tx, context: Context, { from, kind, to }: NewLink): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${context.org} ticket links`}, 13))`.execute(tx);
  const above = await tx
    .withRecursive('above', (with_) =>
      with_
        .selectFrom('ticket_link')
        .select('to_id')
        .where('org_id', '=', context.org)
        .where('kind', '=', kind)
        .where('from_id', '=', to.id)
        .union((union) =>
          union
            .selectFrom('ticket_link as next')
            .innerJoin('above', 'above.to_id', 'next.from_id')
            .select('next.to_id')
            .where('next.org_id', '=', context.org)
            .where('next.kind', '=', kind),
        ),
    )
    .selectFrom('above')
    .select('to_id')
    .where('to_id', '=', from.id)
    .executeTakeFirst();
  if (above) throw conflict('link_cycle');
}
