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
