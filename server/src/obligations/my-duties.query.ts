import type { Duty } from '@shouwen/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import { ownerNames } from './owner-names.query.ts';
import { presentObligation } from './present-obligation.ts';
import { reviveAll } from './store.ts';

/**
 * What the viewer owes, in person or through a team, soonest first, paused ones last. What stands on a ticket is shown
 * to those who may see the ticket. Indexes obligation_by_user and obligation_by_team.
 */
export async function myDuties(
  tx: Tx,
  context: Context,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ items: z.input<typeof Duty>[]; next_cursor: string | null }> {
  const viewer = viewerOf(context);
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  let select = tx
    .selectFrom('obligation as o')
    .leftJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'o.org_id').onRef('t.id', '=', 'o.ticket_id'),
    )
    .selectAll('o')
    .select(['t.number', 't.subject'])
    .where('o.org_id', '=', context.org)
    .where('o.state', 'in', ['open', 'paused'])
    .where((on) =>
      on.or([
        on('o.owner_user_id', '=', viewer.userId),
        ...(viewer.teams.length > 0 ? [on('o.owner_team_id', 'in', viewer.teams)] : []),
      ]),
    )
    .where(sql<boolean>`case when o.ticket_id is null then true else (${ticketsWhere(context)}) end`)
    .orderBy(sql`o.due_at asc nulls last`)
    .orderBy('o.id')
    .limit(query.limit + 1);
  if (after?.at) {
    const { at, id } = after;
    select = select.where(sql<boolean>`((o.due_at, o.id) > (${at}, ${id}::uuid) or o.due_at is null)`);
  } else if (after) {
    select = select.where('o.due_at', 'is', null).where('o.id', '>', after.id);
  }
  const { rows, next_cursor } = pageOf(await select.execute(), query.limit, (row) =>
    encodeCursor(row.due_at, row.id),
  );
  const names = await ownerNames(tx, context, rows);
  const loaded = await reviveAll(tx, context.org, rows);
  return {
    items: loaded.map((one, index) => ({
      ...presentObligation(context, one, names),
      subject: {
        kind: one.row.subject_kind,
        id: one.row.subject_id,
        number: rows[index]?.number ?? null,
        title: rows[index]?.subject ?? '',
      },
    })),
    next_cursor,
  };
}
