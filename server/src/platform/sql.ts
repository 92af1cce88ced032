import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Tx } from '../tables.ts';

/** SQL text with `$n` placeholders and its values, as the condition compiler gives it, as part of a larger query. */
export function fragment<T = boolean>(compiled: { text: string; values: readonly unknown[] }): RawBuilder<T> {
  const strings: string[] = [];
  const values: unknown[] = [];
  let from = 0;
  for (const match of compiled.text.matchAll(/\$(\d+)/g)) {
    strings.push(compiled.text.slice(from, match.index));
    values.push(compiled.values[Number(match[1]) - 1]);
    from = match.index + match[0].length;
  }
  strings.push(compiled.text.slice(from));
  return sql<T>(strings as unknown as TemplateStringsArray, ...values);
}

/**
 * Runs SQL that stands written out, with `$n` for its values. For the ways that every page takes: there, putting a
 * statement together costs more than carrying it out.
 */
export async function query<Row>(db: Tx, text: string, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, values as unknown[]));
  return rows;
}

/**
 * A test of `column` for one of these ids, as text with `$n` for the value that is given as well. PostgreSQL plans a
 * statement with an array anew each time, for the plan may depend on how many it holds, and planning takes longer than
 * carrying it out: a single id stands alone.
 */
export function isOneOf(
  column: string,
  ids: readonly string[],
  parameter: number,
): { text: string; value: unknown } {
  const [only, another] = ids;
  return only !== undefined && another === undefined
    ? { text: `${column} = $${parameter}::uuid`, value: only }
    : { text: `${column} = any ($${parameter}::uuid[])`, value: [...ids] };
}
