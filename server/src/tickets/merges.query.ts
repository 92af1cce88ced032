import type { MergeInfo } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { type Names, namesOf } from './people-names.query.ts';
import { ticketsWhere } from './policy.ts';

/** The merges in force that lead from or to any of these tickets. A target that the viewer may not see keeps its subject. */
export async function mergesOf(tx: Tx, context: Context, ids: string[]) {
  return select(tx, context)
    .where('m.undone_at', 'is', null)
    .where((expression) =>
      expression.or([expression('m.source_id', 'in', ids), expression('m.target_id', 'in', ids)]),
    )
    .execute();
}

export type MergeRow = Awaited<ReturnType<typeof mergesOf>>[number];

/** One merge as the API shows it. Throws not-found. */
export async function mergeInfo(tx: Tx, context: Context, id: string): Promise<z.input<typeof MergeInfo>> {
  const row = await select(tx, context).where('m.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('ticket');
  return presentMerge(row, await namesOf(tx, context, { users: [row.merged_by] }));
}

export function presentMerge(row: MergeRow, names: Names): z.input<typeof MergeInfo> {
  return {
    id: row.id,
    source: { number: row.source_number, subject: row.source_subject },
    target: { number: row.target_number, subject: row.target_subject ?? '' },
    merged_at: row.merged_at.toISOString(),
    merged_by: names.user(row.merged_by),
  };
}

function select(tx: Tx, context: Context) {
  return tx
    .selectFrom('ticket_merge as m')
    .innerJoin('ticket as s', (join) =>
      join.onRef('s.org_id', '=', 'm.org_id').onRef('s.id', '=', 'm.source_id'),
    )
    .innerJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.target_id'),
    )
    .select((expression) => [
      'm.id',
      'm.merged_at',
      'm.merged_by',
      's.number as source_number',
      's.subject as source_subject',
      't.number as target_number',
      expression
        .case()
        .when(ticketsWhere(context))
        .then(expression.ref('t.subject'))
        .end()
        .as('target_subject'),
    ])
    .where('m.org_id', '=', context.org)
    .orderBy('m.merged_at');
}
