import type { Customer } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { affiliatedWith } from './affiliations.query.ts';
import { type CustomerUnion, unionOf } from './customer-union.query.ts';
import type { CustomerRow } from './fields.ts';
import { etagOf } from './find-customer.ts';
import { openTicketsOf } from './open-tickets.query.ts';

/** The page of a customer: its record with the contacts, affiliations and open tickets of all that were merged into it. */
export async function customerPage(tx: Tx, context: Context, customer: CustomerRow): Promise<Customer> {
  const union = await unionOf(tx, context, customer);
  const [affiliated, openTickets, merged, target, bounced] = await Promise.all([
    affiliatedWith(tx, context, [union]),
    openTicketsOf(tx, context, [customer.id]),
    mergedInto(tx, context, union),
    targetOf(tx, context, customer),
    bouncedOf(tx, context, union),
  ]);
  const others = affiliated.get(customer.id) ?? [];
  return {
    id: customer.id,
    kind: customer.kind,
    name: customer.name,
    language: customer.language,
    time_zone: customer.time_zone,
    notes: customer.notes,
    external_ref: customer.external_ref,
    tier: customer.tier,
    contacts: presentContacts(union, bounced),
    organisations: customer.kind === 'person' ? others : [],
    members: customer.kind === 'organisation' ? others : [],
    merged,
    merged_into: target,
    open_tickets: openTickets.get(customer.id) ?? 0,
    created_at: customer.created_at.toISOString(),
    etag: etagOf(customer),
  };
}

type Bounced = Map<string, Customer['contacts'][number]['bounced']>;

function presentContacts({ contacts }: CustomerUnion, bounced: Bounced): Customer['contacts'] {
  const kinds = new Set<string>();
  return contacts.map(({ id, kind, value, normalised }) => {
    const primary = !kinds.has(kind); // the first of its kind
    kinds.add(kind);
    return { id, kind, value, normalised, primary, bounced: bounced.get(normalised) ?? null };
  });
}

/** Addresses that our mail did not reach. */
async function bouncedOf(tx: Tx, context: Context, { contacts }: CustomerUnion): Promise<Bounced> {
  const addresses = contacts.flatMap(({ kind, normalised }) => (kind === 'email' ? [normalised] : []));
  if (addresses.length === 0) return new Map();
  const rows = await tx
    .selectFrom('mail_bounced')
    .select(['address', 'bounced_at', 'permanent', 'diagnostic'])
    .where('org_id', '=', context.org)
    .where('address', 'in', addresses)
    .execute();
  return new Map(
    rows.map(({ address, bounced_at, permanent, diagnostic }) => [
      address,
      { at: bounced_at.toISOString(), permanent, answer: diagnostic },
    ]),
  );
}

async function mergedInto(
  tx: Tx,
  context: Context,
  { customer, ids }: CustomerUnion,
): Promise<Customer['merged']> {
  const sources = ids.filter((id) => id !== customer.id);
  if (sources.length === 0) return [];
  const rows = await tx
    .selectFrom('customer_merge as m')
    .innerJoin('customer as s', (join) =>
      join.onRef('s.org_id', '=', 'm.org_id').onRef('s.id', '=', 'm.source_id'),
    )
    .select(['s.id', 's.name', 'm.merged_at'])
    .where('m.org_id', '=', context.org)
    .where('m.source_id', 'in', sources)
    .where('m.undone_at', 'is', null)
    .orderBy('m.merged_at')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => ({ ...row, merged_at: row.merged_at.toISOString() }));
}

async function targetOf(tx: Tx, context: Context, customer: CustomerRow): Promise<Customer['merged_into']> {
  if (!customer.merged_into_id) return null;
  return tx
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('org_id', '=', context.org)
    .where('id', '=', customer.merged_into_id)
    .executeTakeFirstOrThrow();
}
