import type { SectionName } from '@shouwen/api';
import { keepVersions } from '../calendars/versions.ts';
import type { Context } from '../context.ts';
import { keepTerms } from '../policies/versions.ts';
import type { Tx } from '../tables.ts';
import type { Value } from './layers.ts';
import { loadConfiguration } from './load-configuration.ts';

/** The pack's own value of an entry; null when no pack has it. */
export async function packValue(
  tx: Tx,
  context: Context,
  section: SectionName,
  key: string,
): Promise<Value | null> {
  const row = await tx
    .selectFrom('config_entry')
    .select('value')
    .where('org_id', '=', context.org)
    .where('section', '=', section)
    .where('key', '=', key)
    .where('origin', '<>', 'local')
    .executeTakeFirst();
  return row?.value ?? null;
}

export async function storeLayer(
  tx: Tx,
  context: Pick<Context, 'org' | 'now' | 'actor'>,
  layer: { section: SectionName; key: string; version: string; value: Value },
): Promise<void> {
  const changed = {
    version: layer.version,
    value: JSON.stringify(layer.value),
    changed_at: context.now,
    changed_by: context.actor.id,
  };
  await tx
    .insertInto('config_entry')
    .values({
      org_id: context.org,
      section: layer.section,
      key: layer.key,
      origin: 'local',
      ...changed,
    })
    .onConflict((clash) => clash.columns(['org_id', 'section', 'key', 'origin']).doUpdateSet(changed))
    .execute();
  await keepFacts(tx, context.org);
}

export async function removeLayer(
  tx: Tx,
  context: Context,
  section: SectionName,
  key: string,
): Promise<void> {
  await tx
    .deleteFrom('config_entry')
    .where('org_id', '=', context.org)
    .where('section', '=', section)
    .where('key', '=', key)
    .where('origin', '=', 'local')
    .execute();
  await keepFacts(tx, context.org);
}

/**
 * Whatever a layer says may change what a calendar says (its own hours, or the time zone of those that name none), and what
 * is owed.
 */
async function keepFacts(tx: Tx, org: number): Promise<void> {
  const configuration = await loadConfiguration(tx, org);
  await keepVersions(tx, org, configuration);
  await keepTerms(tx, org, configuration);
}
