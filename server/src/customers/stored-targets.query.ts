import type { Context } from '../context.ts';
import type { ReadRow } from '../imports/run-import.ts';
import type { Tx } from '../tables.ts';
import { unionsOf } from './customer-union.query.ts';
import { importedColumns, importTarget, type TargetIndex, targetIndex } from './import-targets.ts';
import { topsOf } from './merged-customers.ts';
import { foldName } from './normalise.ts';
import { byName, type ImportedCustomer } from './read-customer-row.ts';

/**
 * The customers that the rows of an import may mean: by mail address, phone, reference or name, a merged one as the one
 * that it stands for. With `lock` their rows are held, in id order, so that what is planned is what is written.
 */
export async function storedTargets(
  tx: Tx,
  context: Context,
  rows: readonly ReadRow<ImportedCustomer>[],
  lock: boolean,
): Promise<TargetIndex> {
  const contacts = rows.flatMap(({ input }) => input.contacts);
  const names = rows.flatMap(({ input }) => [byName(input) ? input.name : null, input.organisation]);
  const inOrg = tx.selectFrom('customer').where('org_id', '=', context.org);
  const ids = [
    ...(await holdersOf(tx, context, 'email', contacts)),
    ...(await holdersOf(tx, context, 'phone', contacts)),
    ...(await inSlices(
      rows.flatMap(({ input }) => input.external_ref ?? []),
      (slice) => inOrg.select('id').where('external_ref', 'in', slice).execute(),
    )),
    ...(await inSlices(names.filter((name) => name !== null).map(foldName), (slice) =>
      inOrg.select('id').where('name_folded', 'in', slice).execute(),
    )),
  ].map((row) => row.id);
  const tops = await inSlices(ids, async (slice) => [...(await topsOf(tx, context, slice)).values()]);
  const customers = await inSlices([...tops].sort(), (slice) => {
    const query = inOrg.selectAll().where('id', 'in', slice).orderBy('id');
    return (lock ? query.forUpdate() : query).execute();
  });
  const index = targetIndex();
  const unions = await inSlices(customers, async (slice) => [
    ...(await unionsOf(tx, context, slice)).values(),
  ]);
  const others = await inSlices(
    unions.flatMap(({ customer, ids }) => ids.filter((id) => id !== customer.id)),
    (slice) =>
      inOrg
        .select(['id', ...importedColumns])
        .where('id', 'in', slice)
        .execute(),
  );
  const recordOf = new Map(others.map((record) => [record.id, record]));
  for (const union of unions) {
    const target = importTarget(union.customer, true);
    target.merged.push(...union.ids.flatMap((id) => recordOf.get(id) ?? []));
    index.add(target, union.contacts);
  }
  await addOrganisations(tx, context, index, unions);
  return index;
}

const sliceLength = 5000; // a statement has at most 65,535 parameters

async function inSlices<Item, Found>(
  items: readonly Item[],
  read: (slice: Item[]) => Promise<Found[]>,
): Promise<Found[]> {
  const distinct = [...new Set(items)];
  const found: Found[] = [];
  for (let from = 0; from < distinct.length; from += sliceLength)
    found.push(...(await read(distinct.slice(from, from + sliceLength))));
  return found;
}

function holdersOf(
  tx: Tx,
  context: Context,
  kind: 'email' | 'phone',
  contacts: readonly { kind: string; normalised: string }[],
) {
  return inSlices(
    contacts.filter((contact) => contact.kind === kind).map((contact) => contact.normalised),
    (slice) =>
      tx
        .selectFrom('customer_contact')
        .select('customer_id as id')
        .where('org_id', '=', context.org)
        .where('kind', '=', kind)
        .where('normalised', 'in', slice)
        .execute(),
  );
}

/** The organisations to which the persons among the targets belong already, merged ones as what they stand for. */
async function addOrganisations(
  tx: Tx,
  context: Context,
  index: TargetIndex,
  unions: readonly { customer: { id: string }; ids: string[] }[],
): Promise<void> {
  const targets = new Map(index.all().map((target) => [target.row.id, target]));
  const topOf = new Map(unions.flatMap(({ customer, ids }) => ids.map((id) => [id, customer.id] as const)));
  const rows = await inSlices([...topOf.keys()], (slice) =>
    tx
      .selectFrom('customer_affiliation')
      .select(['person_id', 'organisation_id', 'role'])
      .where('org_id', '=', context.org)
      .where('person_id', 'in', slice)
      .execute(),
  );
  const organisations = await inSlices(
    rows.map((row) => row.organisation_id),
    async (slice) => [...(await topsOf(tx, context, slice))],
  );
  const standsFor = new Map(organisations);
  for (const { person_id, organisation_id, role } of rows) {
    const top = standsFor.get(organisation_id) ?? organisation_id;
    targets.get(topOf.get(person_id) ?? '')?.organisations.set(top, role);
  }
}
