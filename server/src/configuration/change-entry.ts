import { type SectionName, Sections } from '@shouwen/api';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import { requireConfirmed } from '../people/confirmed.ts';
import { requireEverywhere } from '../people/policy.ts';
import { conflict, invalid, notFound, Refusal } from '../platform/errors.ts';
import { fieldErrors } from '../platform/http/pipeline.ts';
import type { Tx } from '../tables.ts';
import { raiseRevision } from './apply-core-pack.ts';
import { checkEntry } from './check-entry.ts';
import { Configuration, type Entry } from './configuration.ts';
import { layerFor, type Value } from './layers.ts';
import { loadConfiguration } from './load-configuration.ts';
import { packValue, removeLayer, storeLayer } from './local-layer.ts';
import { faultsIn } from './references.ts';

/**
 * Lays a local value over an entry of the pack, or adds an entry. Only what differs from the pack's value is stored; a
 * value equal to it takes the layer away. Throws `Refusal` naming the field that is wrong or leads nowhere.
 */
export async function putEntry(
  tx: Tx,
  context: Context,
  section: SectionName,
  key: string,
  given: Value,
): Promise<Configuration> {
  requireEverywhere(context, 'config.manage');
  if (isDangerous(section, key)) requireConfirmed(context);
  const wanted = parse(context, section, given);
  const before = await lockConfiguration(tx, context);
  await change(tx, context, before, { section, key, wanted });
  if (section === 'types' && 'default' in wanted && wanted.default === true)
    await takeDefaultFromOthers(tx, context, key);
  return loadConfiguration(tx, context.org);
}

/**
 * Takes the local layer away: back to the pack's value, or gone when there is none below. Throws not-found without a
 * layer, and `Refusal` while something still names what would vanish.
 */
export async function deleteEntry(
  tx: Tx,
  context: Context,
  section: SectionName,
  key: string,
): Promise<void> {
  requireEverywhere(context, 'config.manage');
  if (isDangerous(section, key)) requireConfirmed(context);
  const before = await lockConfiguration(tx, context);
  if (!before.all().some((entry) => entry.section === section && entry.key === key && entry.local))
    throw notFound('layer');
  const pack = await packValue(tx, context, section, key);
  await change(tx, context, before, { section, key, wanted: pack });
}

/** What gives rights away, or opens the door: whoever changes it proves first that it is they. */
function isDangerous(section: SectionName, key: string): boolean {
  return section === 'roles' || (section === 'settings' && key === 'second_factor');
}

/** The subject of the events of an entry: the same id for the same entry, everywhere. */
export function entryId(section: string, key: string): string {
  return v5(`${section}/${key}`, 'c5b1c4b2-6c0e-4a53-9c0d-6b6f1b0c7a55');
}

interface Wish {
  section: SectionName;
  key: string;
  /** null: gone */
  wanted: Value | null;
}

/** The configuration as it is now; one change at a time, so that each is checked against what the last one left. */
async function lockConfiguration(tx: Tx, context: Context): Promise<Configuration> {
  await tx
    .selectFrom('organisation')
    .select('org_id')
    .where('org_id', '=', context.org)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return loadConfiguration(tx, context.org);
}

async function change(
  tx: Tx,
  context: Context,
  before: Configuration,
  { section, key, wanted }: Wish,
): Promise<void> {
  const value = before.get(section, key) ?? null;
  if (canonicalJson(value) === canonicalJson(wanted)) return;
  await checkEntry(tx, context, { section, key, before: value, after: wanted });
  refuseFaults(before, { section, key, wanted });
  const pack = await packValue(tx, context, section, key);
  const layer = wanted === null ? null : layerFor(pack ?? undefined, wanted);
  const revision = await raiseRevision(tx, context.org);
  if (layer === null) await removeLayer(tx, context, section, key);
  else await storeLayer(tx, context, { section, key, version: `r${revision}`, value: layer });
  await appendEvent(tx, context, {
    kind: 'config.changed',
    subject: { kind: 'config', id: entryId(section, key) },
    data: { section, key, revision, layer: layer !== null ? 'local' : pack ? 'pack' : 'gone' },
    payload: { before: value, after: wanted },
  });
}

/** There is one default type: who becomes it takes the mark from the others. */
async function takeDefaultFromOthers(tx: Tx, context: Context, key: string): Promise<void> {
  const now = await loadConfiguration(tx, context.org);
  for (const type of now.list('types')) {
    if (type.key === key || type.value.default !== true) continue;
    const { default: _, ...rest } = type.value;
    await change(tx, context, now, { section: 'types', key: type.key, wanted: rest });
  }
}

function parse(context: Context, section: SectionName, given: Value): Value {
  const { localeError } = { zh: z.locales.zhCN, en: z.locales.en, es: z.locales.es }[context.language]();
  const result = Sections[section].safeParse(given, { error: localeError });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(fieldErrors);
  throw new Refusal('invalid', 'invalid', {
    errors: errors.map((error) => ({
      ...error,
      field: error.field === 'body' ? 'value' : `value.${error.field}`,
    })),
  });
}

/** Refuses what would leave the configuration at odds with itself: a fault of this entry by its field, others by name. */
function refuseFaults(before: Configuration, { section, key, wanted }: Wish): void {
  const old = new Set(faultsIn(before).map((fault) => canonicalJson(fault)));
  const entries = before.all().filter((entry) => entry.section !== section || entry.key !== key);
  if (wanted !== null) {
    const value = wanted as Entry<SectionName>['value'];
    entries.push({ section, key, origin: 'local', version: '', value, local: true });
  }
  const after = new Configuration(before.revision, before.organisation, entries, before.units());
  for (const fault of faultsIn(after)) {
    if (old.has(canonicalJson(fault))) continue;
    const own = fault.section === section && (fault.key === key || fault.key === '');
    if (own && wanted !== null) throw invalid(`value.${fault.field}`, fault.code, fault.params);
    if (own) throw conflict(fault.code, { params: fault.params ?? {} });
    throw conflict('entry_referred_to', { params: { key, section: fault.section, other: fault.key } });
  }
}
