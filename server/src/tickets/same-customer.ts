import type { Context } from '../context.ts';
import { topsOf } from '../customers/merged-customers.ts';
import type { Tx } from '../tables.ts';

/** Whether two customer records are one person: the same, or merged into the same. */
export async function isSameCustomer(tx: Tx, context: Context, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const tops = await topsOf(tx, context, [one, other]);
  return tops.get(one) === tops.get(other);
}
