import type { SectionName } from '@shouwen/api';
import type { Db } from '../tables.ts';
import { Configuration, type Entry } from './configuration.ts';
import { laidOver } from './layers.ts';

/** Reads the configuration in force: pack entries with the local layer over them, and the organisation tree. */
export async function loadConfiguration(db: Db, org: number): Promise<Configuration> {
  const organisation = await db
    .selectFrom('organisation')
    .selectAll()
    .where('org_id', '=', org)
    .executeTakeFirst();
  const rows = await db.selectFrom('config_entry').selectAll().where('org_id', '=', org).execute();
  const units = await db
    .selectFrom('unit')
    .select(['id', 'parent_id', 'head_id'])
    .where('org_id', '=', org)
    .execute();
  const entries = new Map<string, Entry<SectionName>>();
  // packs first, so that a local entry finds what it lies over
  for (const row of rows.sort((a, b) => Number(a.origin === 'local') - Number(b.origin === 'local'))) {
    const path = `${row.section}/${row.key}`;
    const below = entries.get(path);
    entries.set(path, {
      section: row.section as SectionName,
      key: row.key,
      origin: below?.origin ?? row.origin,
      version: row.version,
      value: laidOver(below?.value, row.value) as Entry<SectionName>['value'],
      local: row.origin === 'local',
    });
  }
  return new Configuration(
    organisation?.config_revision ?? 0,
    organisation?.name ?? '',
    [...entries.values()],
    units,
  );
}

/** Keeps the configuration of one revision in memory; a request that finds a newer revision loads it anew. */
export function configurationCache(db: Db, org: number): (revision?: number) => Promise<Configuration> {
  let cached: Promise<Configuration> | null = null;
  return async (revision) => {
    const wanted = revision ?? (await readRevision(db, org));
    if (cached !== null && (await cached).revision === wanted) return cached;
    cached = loadConfiguration(db, org);
    cached.catch(() => {
      cached = null;
    });
    return cached;
  };
}

async function readRevision(db: Db, org: number): Promise<number> {
  const row = await db
    .selectFrom('organisation')
    .select('config_revision')
    .where('org_id', '=', org)
    .executeTakeFirst();
  return row?.config_revision ?? 0;
}
