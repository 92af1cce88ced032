import type { Context } from '../context.ts';
import { isOneOf, query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';

/**
 * Merging customers is a pointer from the source to the target; nothing is moved. A target may be merged in its turn,
 * so that a customer is a tree, and whoever asks for its top asks for all of it.
 */

/** Every id that a customer goes by: its own and those of all customers merged into it, directly or through another. */
export async function everyIdOf(tx: Tx, context: Context, id: string): Promise<string[]> {
  return (await treesOf(tx, context, [id])).map((row) => row.id);
}

/** The ids of several customers and all that are merged into them, each with the one that it was asked for (index customer_merged). */
export async function treesOf(
  tx: Tx,
  context: Context,
  tops: readonly string[],
): Promise<{ top: string; id: string }[]> {
  if (tops.length === 0) return [];
  const asked = isOneOf('id', tops, 2);
  return query(
    tx,
    `with recursive tree (top, id) as (
      select id, id from customer where org_id = $1 and ${asked.text}
      union
      select tree.top, source.id from customer source join tree on source.merged_into_id = tree.id
      where source.org_id = $1
    )
    select top, id from tree`,
    [context.org, asked.value],
  );
}

/** For each of the customers the one that it now stands for: itself, or where the pointers end. */
export async function topsOf(tx: Tx, context: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const asked = isOneOf('id', ids, 2);
  const rows = await query<{ id: string; top: string }>(
    tx,
    `with recursive way (id, at, further) as (
      select id, id, merged_into_id from customer where org_id = $1 and ${asked.text}
      union
      select way.id, target.id, target.merged_into_id from customer target join way on target.id = way.further
      where target.org_id = $1
    )
    select id, at as top from way where further is null`,
    [context.org, asked.value],
  );
  return new Map(rows.map((row) => [row.id, row.top]));
}
