import type { Notification } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { instructionPolicy, instructionsWhere } from '../instructions/policy.ts';
import { viewerOf } from '../people/viewer.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';

const counted = 100;

/** A page of what the viewer was told, newest first, and how much of it all is unread. */
export async function listNotifications(
  tx: Tx,
  context: Context,
  query: { limit: number; cursor?: string | undefined; unread?: boolean | undefined },
): Promise<{ items: Notification[]; next_cursor: string | null; unread: number }> {
  const { userId } = viewerOf(context);
  let select = tx
    .selectFrom('notification as n') // index notification_by_user
    .leftJoin('event as e', (join) =>
      join.onRef('e.org_id', '=', 'n.org_id').onRef('e.id', '=', 'n.event_id'),
    )
    .leftJoin('user_account as u', (join) =>
      join
        .onRef('u.org_id', '=', 'e.org_id')
        .onRef('u.id', '=', 'e.actor_id')
        .on('e.actor_kind', '=', 'user'),
    )
    .leftJoin('customer as c', (join) =>
      join
        .onRef('c.org_id', '=', 'e.org_id')
        .onRef('c.id', '=', 'e.actor_id')
        .on('e.actor_kind', '=', 'customer'),
    )
    .leftJoin('obligation as o', (join) =>
      join.onRef('o.org_id', '=', 'n.org_id').onRef('o.id', '=', 'n.obligation_id'),
    )
    .select(['n.id', 'n.kind', 'n.at', 'n.read_at', 'n.ticket_id', 'e.actor_kind', 'u.name as colleague'])
    .select(['c.name as customer', 'o.kind as obligation'])
    .select(
      sql<string | null>`case when e.subject_kind = 'instruction' then e.subject_id
        when o.subject_kind = 'instruction' then o.subject_id end`.as('instruction_id'),
    )
    .where('n.org_id', '=', context.org)
    .where('n.user_id', '=', userId);
  if (query.unread) select = select.where('n.read_at', 'is', null);
  if (query.cursor) {
    const { at, id } = decodeCursor(query.cursor);
    select = select.where(sql<boolean>`(n.at, n.id) < (${at ?? new Date(0)}::timestamptz, ${id}::uuid)`);
  }
  const rows = await select
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const page = pageOf(rows, query.limit, (row) => encodeCursor(row.at, row.id));
  const tickets = await visibleTickets(
    tx,
    context,
    page.rows.flatMap((row) => row.ticket_id ?? []),
  );
  const instructions = await visibleInstructions(
    tx,
    context,
    page.rows.flatMap((row) => row.instruction_id ?? []),
  );
  const items = page.rows.map((row): Notification => {
    const ticket = (row.ticket_id && tickets.get(row.ticket_id)) || null;
    return {
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      read_at: row.read_at?.toISOString() ?? null,
      // whose ticket is out of sight is out of sight too
      actor: { kind: row.actor_kind ?? 'system', name: row.colleague ?? (ticket && row.customer) },
      ticket,
      instruction: (row.instruction_id && instructions.get(row.instruction_id)) || null,
      obligation: row.obligation,
    };
  });
  return { items, next_cursor: page.next_cursor, unread: await unreadCount(tx, context, userId) };
}

async function visibleTickets(tx: Tx, context: Context, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { number: number; subject: string }>();
  const rows = await tx
    .selectFrom('ticket as t')
    .select(['t.id', 't.number', 't.subject'])
    .where('t.org_id', '=', context.org)
    .where('t.id', 'in', [...new Set(ids)])
    .where(ticketsWhere(context))
    .execute();
  return new Map(rows.map(({ id, number, subject }) => [id, { number, subject }]));
}

/** The numbers of requests for instruction by id, as far as the viewer may see them. */
async function visibleInstructions(
  tx: Tx,
  context: Context,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const policy = await instructionPolicy(tx, context);
  const rows = await tx
    .selectFrom('instruction_request as i')
    .select(['i.id', 'i.number'])
    .where('i.org_id', '=', context.org)
    .where('i.id', 'in', [...new Set(ids)])
    .where(instructionsWhere(policy, context.now))
    .execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
}

async function unreadCount(tx: Tx, context: Context, userId: string): Promise<number> {
  const some = tx
    .selectFrom('notification') // index notification_unread
    .select('id')
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .limit(counted);
  const { count } = await tx
    .selectFrom(some.as('some'))
    .select((on) => on.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
