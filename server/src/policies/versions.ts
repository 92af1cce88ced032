import type { Configuration } from '../configuration/configuration.ts';
import type { App, Context } from '../context.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import type { Tx } from '../tables.ts';
import { type ServiceTerms, termsInForce } from './terms.ts';

/**
 * Keeps what the configuration says about what is owed, when that differs from what was kept last. Belongs into the
 * transaction of each change of the configuration.
 */
export async function keepTerms(tx: Tx, org: number, configuration: Configuration): Promise<void> {
  const content = termsInForce(configuration);
  const last = await lastUpTo(tx, org, configuration.revision);
  if (last && canonicalJson(last) === canonicalJson(content)) return;
  const value = JSON.stringify(content);
  await tx
    .insertInto('service_terms')
    .values({ org_id: org, revision: configuration.revision, content: value })
    .onConflict((clash) => clash.columns(['org_id', 'revision']).doUpdateSet({ content: value }))
    .execute();
}

// A revision, once committed, says the same for good.
const known = new WeakMap<App, Map<number, ServiceTerms>>();

/**
 * What is owed under the version that a ticket pinned. What was opened before versions were kept goes by the oldest
 * that there is.
 */
export async function termsOfVersion(tx: Tx, context: Context, policyVersion: string): Promise<ServiceTerms> {
  const { configuration, app, org } = context;
  const revision = revisionIn(policyVersion);
  if (revision === null || revision === configuration.revision) return termsInForce(configuration);
  const mine = known.get(app) ?? new Map<number, ServiceTerms>();
  known.set(app, mine);
  const before = mine.get(revision);
  if (before) return before;
  const kept = await lastUpTo(tx, org, revision);
  const terms = kept ?? (await oldest(tx, org)) ?? termsInForce(configuration);
  if (kept) mine.set(revision, terms);
  return terms;
}

/** The revision of the configuration that a policy version names: `core 0.2.1 r17` is 17. */
export function revisionIn(policyVersion: string): number | null {
  const found = /\br(\d+)$/.exec(policyVersion);
  return found ? Number(found[1]) : null;
}

async function lastUpTo(tx: Tx, org: number, revision: number): Promise<ServiceTerms | null> {
  const row = await tx
    .selectFrom('service_terms')
    .select('content')
    .where('org_id', '=', org)
    .where('revision', '<=', revision)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.content ?? null;
}

async function oldest(tx: Tx, org: number): Promise<ServiceTerms | null> {
  const row = await tx
    .selectFrom('service_terms')
    .select('content')
    .where('org_id', '=', org)
    .orderBy('revision')
    .limit(1)
    .executeTakeFirst();
  return row?.content ?? null;
}
