import type { BulkResults } from '@shouwen/api';
import type { Context } from '../context.ts';
import { Refusal } from '../platform/errors.ts';
import { problemOf } from '../platform/http/problem.ts';
import { attempt } from '../platform/savepoint.ts';
import type { Tx } from '../tables.ts';

/**
 * Does something to many tickets in one transaction, in order of id, so that two who do it at once do not lock each
 * other out. A refusal takes back its own ticket only; the results say why, in the reader's language.
 */
export async function eachTicket(
  tx: Tx,
  context: Context,
  numbers: readonly number[],
  act: (number: number) => Promise<unknown>,
): Promise<BulkResults> {
  const problems = new Map<number, string | null>();
  for (const number of await inOrder(tx, context, numbers)) {
    const result = await attempt(tx, () => act(number));
    const refused = result instanceof Refusal;
    problems.set(number, refused ? problemOf(result, context.language, context.requestId).detail : null);
  }
  return {
    results: [...new Set(numbers)].map((number) => {
      const problem = problems.get(number) ?? null;
      return { number, ok: problem === null, problem };
    }),
  };
}

async function inOrder(tx: Tx, context: Context, numbers: readonly number[]): Promise<number[]> {
  const rows = await tx
    .selectFrom('ticket')
    .select('number')
    .where('org_id', '=', context.org)
    .where('number', 'in', numbers)
    .orderBy('id')
    .execute();
  const known = rows.map((row) => row.number);
  return [...known, ...new Set(numbers.filter((number) => !known.includes(number)))];
}
