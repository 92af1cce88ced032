import type { Highlight } from '@shouwen/api';
import { allOf, type Condition } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { type FoundPage, findTickets } from './find-tickets.ts';
import { highlightsOf } from './highlights.query.ts';
import { type Understood, understand } from './understand.ts';

export { type Understood, understand };

/** A page of what a search finds. */
export interface SearchPage extends FoundPage {
  /** by ticket: where the words stand */
  highlights: ReadonlyMap<string, Highlight>;
}

/**
 * A page of the tickets that answer what was typed and the condition, as far as the viewer may see them, newest activity
 * first. There must be words in it: what is only about rows (`status:open`) is a list like any other.
 */
export async function searchTickets(
  tx: Tx,
  context: Context,
  { clauses, condition }: Understood,
  list: { condition: Condition; limit: number; cursor?: string | undefined },
): Promise<SearchPage> {
  const found = await findTickets(tx, context, {
    clauses,
    condition: allOf(list.condition, condition),
    limit: list.limit,
    cursor: list.cursor,
  });
  return { ...found, highlights: await highlightsOf(tx, context, found.rows, clauses) };
}
