import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { PolicyFacts } from './fields.ts';
import { type Selection, selectTerms } from './select-terms.ts';
import { termsOfVersion } from './versions.ts';

/** What is owed on a ticket as it stands, inside the version that it has pinned. */
export async function selectionOf(
  tx: Tx,
  context: Context,
  ticket: PolicyFacts & { policy_version: string },
): Promise<Selection> {
  return selectTerms(context, await termsOfVersion(tx, context, ticket.policy_version), ticket);
}
