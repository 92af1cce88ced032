import type { Condition } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { instructionPolicy, instructionsWhere, type RequestRow } from './policy.ts';

/** The ETag of a request: every step makes another. */
export const etagOf = (request: { version: number }): string => `"i${request.version}"`;

/** The request of that number, if this viewer may see it. Throws not-found otherwise, whatever the reason. */
export async function findInstruction(tx: Tx, context: Context, number: number): Promise<RequestRow> {
  const policy = await instructionPolicy(tx, context);
  const row = await visible(tx, context, policy, number).executeTakeFirst();
  if (!row) throw notFound('instruction');
  return row;
}

/**
 * The same, locked to the end of the transaction. Access first: every step of a request begins with this call. Throws
 * 412 with the present state when `ifMatch` is stale.
 */
export async function lockInstruction(
  tx: Tx,
  context: Context,
  number: number,
  ifMatch: string | null,
): Promise<RequestRow> {
  const policy = await instructionPolicy(tx, context);
  const row = await visible(tx, context, policy, number).forUpdate('i').executeTakeFirst();
  if (!row) throw notFound('instruction');
  if (ifMatch !== null && ifMatch !== '*' && ifMatch !== etagOf(row))
    throw new Refusal('stale', 'stale', { current: { etag: etagOf(row), state: row.state } });
  return row;
}

function visible(tx: Tx, context: Context, policy: Condition, number: number) {
  return tx
    .selectFrom('instruction_request as i') // index instruction_by_number
    .selectAll('i')
    .where('i.org_id', '=', context.org)
    .where('i.number', '=', number)
    .where(instructionsWhere(policy, context.now));
}
