import type { Context } from '../context.ts';
import { type FoundCustomer, findOrCreateCustomer } from '../customers/find-or-create-customer.ts';
import { invalid, Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';

/** The customer of that id, or the one it was merged into. Throws `Refusal` naming the field when there is none. */
export async function knownCustomer(
  tx: Tx,
  context: Context,
  id: string,
  field: string,
): Promise<FoundCustomer> {
  try {
    return await findOrCreateCustomer(tx, context, { id });
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not_found') throw invalid(field, 'customer_unknown');
    throw error;
  }
}
