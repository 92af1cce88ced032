import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

export interface Thread {
  id: string;
  number: number;
}

/** The ticket and every ticket merged into it, directly or through another: the union that its page shows. */
export async function threadsOf(tx: Tx, context: Context, ticketId: string): Promise<Thread[]> {
  const rows = await tx
    .withRecursive('thread', (with_) =>
      with_
        .selectFrom('ticket')
        .select(['id', 'number'])
        .where('org_id', '=', context.org)
        .where('id', '=', ticketId)
        .unionAll((union) =>
          union
            .selectFrom('ticket as source') // index ticket_merged
            .innerJoin('thread', 'thread.id', 'source.merged_into_id')
            .select(['source.id', 'source.number'])
            .where('source.org_id', '=', context.org),
        ),
    )
    .selectFrom('thread')
    .selectAll()
    .execute();
  return rows;
}

/** A merge in force and the ticket that it leads to. */
export interface Step {
  merge: string;
  target: string;
  merged_at: Date;
}

/** The merges by which a ticket is part of others, nearest first; none when it is merged into nothing. */
export async function waysUp(tx: Tx, context: Context, ticketId: string): Promise<Step[]> {
  return tx
    .withRecursive('way', (with_) =>
      with_
        .selectFrom('ticket_merge') // index ticket_merge_in_force
        .select(['id as merge', 'target_id as target', 'merged_at', sql<number>`1`.as('depth')])
        .where('org_id', '=', context.org)
        .where('undone_at', 'is', null)
        .where('source_id', '=', ticketId)
        .unionAll((union) =>
          union
            .selectFrom('ticket_merge as next')
            .innerJoin('way', 'way.target', 'next.source_id')
            .select([
              'next.id as merge',
              'next.target_id as target',
              'next.merged_at',
              sql<number>`way.depth + 1`.as('depth'),
            ])
            .where('next.org_id', '=', context.org)
            .where('next.undone_at', 'is', null),
        ),
    )
    .selectFrom('way')
    .select(['merge', 'target', 'merged_at'])
    .orderBy('depth')
    .execute();
}
