import type { InstructionState, InstructionSummary } from '@shouwen/api';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import type { Tx } from '../tables.ts';
import { findThreads } from '../tickets/find-threads.ts';
import { instructionPolicy, instructionsWhere } from './policy.ts';
import { presentSummaries } from './summaries.query.ts';

interface ListQuery {
  box: 'to_answer' | 'mine' | 'all';
  limit: number;
  cursor?: string | undefined;
  state?: InstructionState | undefined;
  kind?: string | undefined;
  ticket?: number | undefined;
}

/** A page of the requests that the viewer may see, newest first (index instruction_by_time). */
export async function listInstructions(
  tx: Tx,
  context: Context,
  query: ListQuery,
): Promise<{ items: InstructionSummary[]; next_cursor: string | null }> {
  const policy = await instructionPolicy(tx, context);
  let select = tx
    .selectFrom('instruction_request as i')
    .selectAll('i')
    .where('i.org_id', '=', context.org)
    .where(instructionsWhere(policy, context.now))
    .orderBy('i.asked_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(query.limit + 1);
  if (query.box !== 'all') select = select.where(inBox(query.box, viewerOf(context).userId));
  if (query.state !== undefined) select = select.where('i.state', '=', query.state);
  if (query.kind !== undefined) select = select.where('i.kind_key', '=', query.kind);
  if (query.ticket !== undefined) {
    select = select.where('i.ticket_id', 'in', await findThreads(tx, context, query.ticket));
  }
  if (query.cursor) {
    const { at, id } = decodeCursor(query.cursor);
    select = select.where(
      sql<boolean>`(i.asked_at, i.id) < (${at ?? new Date(0)}::timestamptz, ${id}::uuid)`,
    );
  }
  const { rows, next_cursor } = pageOf(await select.execute(), query.limit, (row) =>
    encodeCursor(row.asked_at, row.id),
  );
  return { items: await presentSummaries(tx, context, rows), next_cursor };
}

/** What one asked; or what waits for one's word as a superior. */
function inBox(box: 'to_answer' | 'mine', me: string): RawBuilder<boolean> {
  if (box === 'mine') return sql<boolean>`(i.asked_by = ${me} or i.asker_id = ${me})`;
  return sql<boolean>`(i.state = 'asked' and i.addressee_id = ${me}
    or i.superior_id = ${me} and (i.dissent = 'open' or i.verbal and i.confirmed_at is null)
    or i.considerer_id = ${me} and i.dissent = 'raised')`;
}
