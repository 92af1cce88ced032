import type { Context } from '../context.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import type { Tx } from '../tables.ts';
import type { PolicyFacts } from './fields.ts';
import { selectTerms } from './select-terms.ts';
import { revisionIn, termsOfVersion } from './versions.ts';

type Pinned = PolicyFacts & { policy_version: string };

/** Whether a ticket goes by an earlier version than this one. What was pinned later stays. */
export function isEarlier(
  { policy_version }: Pick<Pinned, 'policy_version'>,
  policyVersion: string,
): boolean {
  return (revisionIn(policy_version) ?? 0) < (revisionIn(policyVersion) ?? 0);
}

/** Those of the tickets on which something else would be owed under the version. */
export async function differingUnder<Ticket extends Pinned>(
  tx: Tx,
  context: Context,
  tickets: readonly Ticket[],
  policyVersion: string,
): Promise<Ticket[]> {
  const wanted = await termsOfVersion(tx, context, policyVersion);
  const differing: Ticket[] = [];
  for (const ticket of tickets) {
    const pinned = await termsOfVersion(tx, context, ticket.policy_version);
    if (pinned === wanted) continue;
    const before = canonicalJson(selectTerms(context, pinned, ticket));
    if (before !== canonicalJson(selectTerms(context, wanted, ticket))) differing.push(ticket);
  }
  return differing;
}
