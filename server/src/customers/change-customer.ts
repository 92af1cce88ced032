import type { CustomerChanges } from '@shouwen/api';
import type { Updateable } from 'kysely';
import { DatabaseError } from 'pg';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { requirePermission } from '../people/viewer.ts';
import { conflict, Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { followTier } from '../tickets/follow-tier.ts';
import { affiliatedWith } from './affiliations.query.ts';
import { checkOrganisations, insertAffiliations } from './affiliations.ts';
import { changeContacts } from './change-contacts.ts';
import { checkTier } from './check-tier.ts';
import { checkContacts } from './contacts.ts';
import { referenceTaken } from './create-customer.ts';
import { type CustomerUnion, unionOf } from './customer-union.query.ts';
import type { CustomerRow } from './fields.ts';
import { etagOf, lockCustomers, refuseMerged } from './find-customer.ts';
import { topsOf } from './merged-customers.ts';
import { foldName } from './normalise.ts';
import type { CustomerTable } from './tables.ts';

type Changes = z.output<typeof CustomerChanges>;
const columns = ['name', 'language', 'time_zone', 'notes', 'external_ref', 'tier'] as const;

/**
 * Changes a customer; contacts and organisations that are given replace those that are shown. Gives the customer
 * unchanged when nothing differs. Throws `Refusal`: 412 when `ifMatch` is stale, 409 on a merged customer or on a mail
 * address or reference that belongs to somebody else.
 */
export async function changeCustomer(
  tx: Tx,
  context: Context,
  id: string,
  changes: Changes,
  ifMatch: string | null,
): Promise<CustomerRow> {
  requirePermission(context, 'customer.write');
  const [before] = await lockCustomers(tx, context, [id]);
  if (ifMatch !== null && ifMatch !== '*' && ifMatch !== etagOf(before))
    throw new Refusal('stale', 'stale', { current: { etag: etagOf(before) } });
  refuseMerged(before);
  const union = await unionOf(tx, context, before);
  const changed = columns.filter(
    (column) => changes[column] !== undefined && changes[column] !== before[column],
  );
  const fields: string[] = [...changed];
  if (changed.includes('tier')) checkTier(context, changes.tier);
  if (changed.includes('external_ref')) await refuseTaken(tx, context, changes.external_ref ?? null);
  if (
    changes.contacts &&
    (await changeContacts(tx, context, union, checkContacts(context, changes.contacts)))
  )
    fields.push('contacts');
  if (changes.organisation_ids && (await changeOrganisations(tx, context, union, changes.organisation_ids)))
    fields.push('organisations');
  if (fields.length === 0) return before;
  const set = Object.fromEntries(changed.map((column) => [column, changes[column]]));
  const after = await update(tx, context, before, {
    ...set,
    ...(changes.name === undefined ? {} : { name_folded: foldName(changes.name) }),
  });
  if (changed.includes('tier')) await followTier(tx, context, union.ids, after.tier);
  const contactsOf = ({ contacts }: CustomerUnion) => contacts.map(({ kind, value }) => ({ kind, value }));
  await appendEvent(tx, context, {
    kind: 'customer.changed',
    subject: { kind: 'customer', id },
    data: { fields },
    payload: {
      before: { ...pick(before, changed), contacts: contactsOf(union) },
      after: { ...pick(after, changed), contacts: contactsOf(await unionOf(tx, context, after)) },
    },
  });
  return after;
}

const pick = (row: CustomerRow, names: readonly (typeof columns)[number][]) =>
  Object.fromEntries(names.map((name) => [name, row[name]]));

async function update(
  tx: Tx,
  context: Context,
  before: CustomerRow,
  set: Updateable<CustomerTable>,
): Promise<CustomerRow> {
  try {
    return await tx
      .updateTable('customer')
      .set({ ...set, version: before.version + 1 })
      .where('org_id', '=', context.org)
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  } catch (error) {
    // two gave the same reference to two customers at once, and the unique index stopped this one
    if (error instanceof DatabaseError && error.constraint === 'customer_external_ref')
      throw conflict('external_ref_taken');
    throw error;
  }
}

async function refuseTaken(tx: Tx, context: Context, reference: string | null): Promise<void> {
  if (reference === null) return;
  const other = await tx
    .selectFrom('customer')
    .select('id')
    .where('org_id', '=', context.org)
    .where('external_ref', '=', reference)
    .executeTakeFirst();
  if (other) throw await referenceTaken(tx, context, reference);
}

async function changeOrganisations(
  tx: Tx,
  context: Context,
  union: CustomerUnion,
  ids: readonly string[],
): Promise<boolean> {
  const { customer } = union;
  const wanted = await checkOrganisations(tx, context, customer.kind, ids);
  if (customer.kind !== 'person') return false;
  const shown = ((await affiliatedWith(tx, context, [union])).get(customer.id) ?? []).map((one) => one.id);
  const gone = shown.filter((one) => !wanted.includes(one));
  const added = wanted.filter((one) => !shown.includes(one));
  if (gone.length > 0) {
    const rows = await tx
      .selectFrom('customer_affiliation')
      .select('organisation_id')
      .where('org_id', '=', context.org)
      .where('person_id', 'in', union.ids)
      .execute();
    const tops = await topsOf(
      tx,
      context,
      rows.map((row) => row.organisation_id),
    );
    const behind = [...tops].flatMap(([organisation, top]) => (gone.includes(top) ? [organisation] : []));
    await tx
      .deleteFrom('customer_affiliation')
      .where('org_id', '=', context.org)
      .where('person_id', 'in', union.ids)
      .where('organisation_id', 'in', behind)
      .execute();
  }
  await insertAffiliations(
    tx,
    context,
    added.map((organisation_id) => ({ person_id: customer.id, organisation_id, role: null })),
  );
  return gone.length + added.length > 0;
}
