import type { Tx } from '../tables.ts';
import { chained } from './chain.ts';

/** Events in order of position with their payloads, as the check of the chain needs them (index event_position). */
export function chainAfter(tx: Tx, org: number, position: number, limit: number) {
  return tx
    .selectFrom('event as e')
    .leftJoin('event_payload as p', (join) =>
      join.onRef('p.org_id', '=', 'e.org_id').onRef('p.event_id', '=', 'e.id'),
    )
    .select(chained.map((name) => `e.${name}` as const))
    .select(['e.position', 'e.hash', 'p.salt', 'p.body', 'p.erased_at'])
    .where('e.org_id', '=', org)
    .where('e.position', '>', position)
    .orderBy('e.position')
    .limit(limit)
    .execute();
}
