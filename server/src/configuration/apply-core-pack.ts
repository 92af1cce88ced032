import type { SectionName } from '@shouwen/api';
import { keepVersions } from '../calendars/versions.ts';
import { keepTerms } from '../policies/versions.ts';
import type { Tx } from '../tables.ts';
import { corePack, corePackVersion } from './core-pack.ts';
import { loadConfiguration } from './load-configuration.ts';

const origin = 'pack:core';

/** Lays the shipped core pack under whatever is local, when its version is not in the database yet. */
export async function applyCorePack(tx: Tx, org: number, now: Date): Promise<boolean> {
  const known = await tx
    .selectFrom('config_entry')
    .select('version')
    .where('org_id', '=', org)
    .where('origin', '=', origin)
    .limit(1)
    .executeTakeFirst();
  if (known?.version === corePackVersion) return false;
  await tx.deleteFrom('config_entry').where('org_id', '=', org).where('origin', '=', origin).execute();
  const rows = (Object.keys(corePack) as SectionName[]).flatMap((section) =>
    Object.entries(corePack[section] ?? {}).map(([key, value]) => ({
      org_id: org,
      section,
      key,
      origin,
      version: corePackVersion,
      value: JSON.stringify(value),
      changed_at: now,
      changed_by: null,
    })),
  );
  await tx.insertInto('config_entry').values(rows).execute();
  await raiseRevision(tx, org);
  const configuration = await loadConfiguration(tx, org);
  await keepVersions(tx, org, configuration);
  await keepTerms(tx, org, configuration);
  return true;
}

/**
 * Tells every node that what it keeps in memory is out of date. Belongs into the transaction of each change. Gives the
 * new revision.
 */
export async function raiseRevision(tx: Tx, org: number): Promise<number> {
  const { config_revision } = await tx
    .updateTable('organisation')
    .set((expression) => ({ config_revision: expression('config_revision', '+', 1) }))
    .where('org_id', '=', org)
    .returning('config_revision')
    .executeTakeFirstOrThrow();
  return Number(config_revision);
}
