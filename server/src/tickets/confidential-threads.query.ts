import type { Context } from '../context.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { threadsOf } from './threads.query.ts';

/** Refuses to open a ticket to everybody while a confidential one is merged into it. */
export async function refuseToReveal(tx: Tx, context: Context, ticket: { id: string }): Promise<void> {
  const sources = (await threadsOf(tx, context, ticket.id)).filter((thread) => thread.id !== ticket.id);
  if (sources.length === 0) return;
  const confidential = await tx
    .selectFrom('ticket')
    .select('id')
    .where('org_id', '=', context.org)
    .where(
      'id',
      'in',
      sources.map((source) => source.id),
    )
    .where('confidential', '=', true)
    .limit(1)
    .executeTakeFirst();
  if (confidential) throw conflict('merged_confidential');
}
