import { calendarsInForce } from '../calendars/choose-calendar.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { App, Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { rulesInForce, type StayRule, waitsForStay } from './rules.ts';
import { stayCandidates, stayFacts } from './stays.query.ts';
import { writeStay } from './stays.ts';

const batchSize = 200;

/**
 * Writes down the stays that tickets are in already when a rule is made or changed, or a calendar is corrected that it
 * counts on, batch by batch; those of rules that hold no longer go. Gives how many tickets were looked at.
 */
export async function fillStays(app: App, systemContext: () => Promise<Context>): Promise<number> {
  let count = 0;
  for (;;) {
    const context = await systemContext();
    const looked = await app.db.transaction().execute((tx) => fillNext(tx, context));
    if (looked === null) return count;
    count += looked;
  }
}

/** What the stays of a rule follow from, beside the tickets. */
function basisOf(configuration: Configuration, rule: StayRule): string {
  const calendars =
    rule.value.on.counts === 'business'
      ? [...calendarsInForce(configuration).values()].map(({ key, version }) => `${key}@${version}`)
      : [];
  return [rule.version, JSON.stringify(rule.value.on), ...calendars].join(' ');
}

/** One batch of one rule; null when there is nothing to do, or another process is at it. */
async function fillNext(tx: Tx, context: Context): Promise<number | null> {
  const { org, configuration } = context;
  const rules = rulesInForce(configuration).filter(waitsForStay);
  const known = await tx.selectFrom('automation_fill').selectAll().where('org_id', '=', org).execute();
  for (const { rule_key } of known) {
    if (rules.some(({ key }) => key === rule_key)) continue;
    await forget(tx, org, rule_key);
  }
  const rule = rules.find((each) => {
    const row = known.find(({ rule_key }) => rule_key === each.key);
    return !row?.done || row.basis !== basisOf(configuration, each);
  });
  if (!rule) return null;
  const basis = basisOf(configuration, rule);
  const fresh = { basis, after_id: null, done: false };
  await tx
    .insertInto('automation_fill')
    .values({ org_id: org, rule_key: rule.key, ...fresh })
    .onConflict((clash) => clash.columns(['org_id', 'rule_key']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('automation_fill')
    .selectAll()
    .where('org_id', '=', org)
    .where('rule_key', '=', rule.key)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row || (row.done && row.basis === basis)) return null;
  const after = row.basis === basis ? row.after_id : null;
  const status = rule.value.on.after === 'in_status' ? (rule.value.on.status ?? null) : null;
  const ids = await stayCandidates(tx, org, { after, status, limit: batchSize, lock: true });
  for (const facts of await stayFacts(tx, org, ids)) await writeStay(tx, context, rule, facts);
  await tx
    .updateTable('automation_fill')
    .set({ basis, after_id: ids.at(-1) ?? after, done: ids.length < batchSize })
    .where('org_id', '=', org)
    .where('rule_key', '=', rule.key)
    .execute();
  return ids.length;
}

async function forget(tx: Tx, org: number, ruleKey: string): Promise<void> {
  await tx.deleteFrom('automation_stay').where('org_id', '=', org).where('rule_key', '=', ruleKey).execute();
  await tx.deleteFrom('automation_fill').where('org_id', '=', org).where('rule_key', '=', ruleKey).execute();
}
