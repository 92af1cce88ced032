import { type Cause, complete } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import type { PolicyFacts } from '../policies/fields.ts';
import { selectionOf } from '../policies/selection-of.ts';
import type { Tx } from '../tables.ts';
import { takeBackEvents } from './merge-obligations.ts';
import { lockObligations, saveChange } from './store.ts';

/**
 * Somebody came to the customer's at `arrivedAt`, which is when what asks for it was done, however late it was put on record.
 * Null: nobody came. `instead` is the earlier record that this corrects: what it proved, it proves no more. The ticket must
 * be locked.
 */
export async function proveArrival(
  tx: Tx,
  context: Context,
  ticket: PolicyFacts & { id: string; policy_version: string },
  { arrivedAt, instead, cause }: { arrivedAt: Date | null; instead?: string; cause: Cause },
): Promise<void> {
  if (instead !== undefined) await takeBackEvents(tx, context, ticket.id, [instead], cause);
  if (arrivedAt === null) return;
  const { kinds } = await selectionOf(tx, context, ticket);
  const asking = new Set(kinds.filter(({ value }) => value.proof === 'arrival').map(({ key }) => key));
  for (const loaded of await lockObligations(tx, context, ticket.id)) {
    if (!asking.has(loaded.row.kind)) continue;
    const change = complete(loaded.clock, loaded.calendar, { ...cause, at: arrivedAt });
    await saveChange(tx, context, loaded, change);
  }
}
