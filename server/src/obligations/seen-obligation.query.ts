import { type Selectable, sql } from 'kysely';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import type { ObligationTable } from './tables.ts';

/**
 * An obligation that the viewer may see: on a ticket that the viewer sees, or one's own, alone or in a team. With whether it is the
 * viewer's. Throws not-found otherwise, whatever the reason.
 */
export async function seenObligation(
  tx: Tx,
  context: Context,
  id: string,
): Promise<{ row: Selectable<ObligationTable>; owes: boolean }> {
  const { userId, teams } = viewerOf(context);
  const row = await tx
    .selectFrom('obligation as o')
    .leftJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'o.org_id').onRef('t.id', '=', 'o.ticket_id'),
    )
    .selectAll('o')
    .where('o.org_id', '=', context.org)
    .where('o.id', '=', id)
    .where(sql<boolean>`case when o.ticket_id is null then true else (${ticketsWhere(context)}) end`)
    .executeTakeFirst();
  if (!row) throw notFound('obligation');
  const inTeam = row.owner_team_id !== null && teams.includes(row.owner_team_id);
  const owes = row.owner_user_id === userId || inTeam;
  if (row.ticket_id === null && !owes) throw notFound('obligation');
  return { row, owes };
}
