import type { ConfigEntry, SectionName } from '@shouwen/api';
import type { z } from 'zod';
import { notFound } from '../platform/errors.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { deleteEntry, putEntry } from './change-entry.ts';
import { listChanges } from './changes.query.ts';
import type { Entry } from './configuration.ts';
import { exportChanges } from './export-changes.ts';
import { historyOf } from './history.query.ts';

function present(entry: Entry<SectionName>): z.input<typeof ConfigEntry> {
  const { section, key, origin, version, value, local } = entry;
  return { section, key, origin, version, value: { ...value }, local };
}

export const configurationRoutes: Implementation[] = [
  implement('getConfiguration', async (_tx, { configuration }) => ({
    revision: configuration.revision,
    entries: configuration.all().map(present),
  })),
  implement('putConfigEntry', async (tx, context, { params: { section, key }, body }) => {
    const after = await putEntry(tx, context, section, key, body.value);
    const entry = after.all().find((one) => one.section === section && one.key === key);
    if (!entry) throw notFound('layer');
    return present(entry);
  }),
  implement('deleteConfigEntry', async (tx, context, { params: { section, key } }) => {
    await deleteEntry(tx, context, section, key);
    return null;
  }),
  implement('listConfigChanges', (tx, context, { query }) => listChanges(tx, context, query)),
  implement('exportConfigChanges', (db, context, { query }) => exportChanges(db, context, query), {
    transaction: 'none',
  }),
  implement('configHistory', (tx, context, { params: { section, key } }) =>
    historyOf(tx, context, section, key),
  ),
];
