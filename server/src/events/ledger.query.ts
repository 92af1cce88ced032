import type { RawBuilder } from 'kysely';
import type { Tx } from '../tables.ts';

/** Events with a position, in its order, with the numbers of their tickets (index event_position). `where` narrows `event e`. */
export function ledgerAfter(
  tx: Tx,
  org: number,
  after: number,
  options: { limit: number; upTo?: number; where?: RawBuilder<boolean> },
) {
  let query = selectLedger(tx, org)
    .where('e.position', '>', after)
    .orderBy('e.position')
    .limit(options.limit);
  if (options.upTo !== undefined) query = query.where('e.position', '<=', options.upTo);
  if (options.where) query = query.where(options.where);
  return query.execute();
}

/** Some events by id. */
export function ledgerOf(tx: Tx, org: number, ids: string[]) {
  return selectLedger(tx, org).where('e.id', 'in', ids).where('e.position', 'is not', null).execute();
}

function selectLedger(tx: Tx, org: number) {
  return tx
    .selectFrom('event as e')
    .leftJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'e.org_id').onRef('t.id', '=', 'e.ticket_id'),
    )
    .select([
      'e.position',
      'e.id',
      'e.kind',
      'e.at',
      'e.actor_kind',
      'e.actor_id',
      'e.subject_kind',
      'e.subject_id',
      'e.ticket_id',
      'e.data',
      'e.policy_version',
      'e.hash',
      't.number as ticket',
      't.confidential',
    ])
    .where('e.org_id', '=', org);
}
