import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { ContactKind, ContactRow } from './contacts.ts';
import type { CustomerRow } from './fields.ts';
import { treesOf } from './merged-customers.ts';

/** A customer together with all that were merged into it: what its page shows as one. */
export interface CustomerUnion {
  customer: CustomerRow;
  /** ids, the customer's own first */
  ids: string[];
  /** each number and address once; of either kind the primary one first, then the customer's own */
  contacts: ContactRow[];
}

/** The unions of several customers by id, read in two queries. */
export async function unionsOf(
  tx: Tx,
  context: Context,
  customers: readonly CustomerRow[],
): Promise<Map<string, CustomerUnion>> {
  const members = new Map(customers.map(({ id }) => [id, [id]]));
  for (const { top, id } of await treesOf(tx, context, [...members.keys()]))
    if (id !== top) members.get(top)?.push(id);
  if (members.size === 0) return new Map();
  const contacts = await tx
    .selectFrom('customer_contact')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('customer_id', 'in', [...new Set([...members.values()].flat())])
    .orderBy('id')
    .execute();
  const byOwner = new Map<string, ContactRow[]>();
  for (const contact of contacts) {
    const own = byOwner.get(contact.customer_id);
    if (own) own.push(contact);
    else byOwner.set(contact.customer_id, [contact]);
  }
  return new Map(
    customers.map((customer) => {
      const ids = members.get(customer.id) ?? [];
      return [customer.id, { customer, ids, contacts: inOrder(ids.flatMap((id) => byOwner.get(id) ?? [])) }];
    }),
  );
}

/** The union of one customer. */
export async function unionOf(tx: Tx, context: Context, customer: CustomerRow): Promise<CustomerUnion> {
  const unions = await unionsOf(tx, context, [customer]);
  return unions.get(customer.id) ?? { customer, ids: [customer.id], contacts: [] };
}

/** `all`: the customer's own contacts, then those of the merged ones. */
function inOrder(all: readonly ContactRow[]): ContactRow[] {
  return (['email', 'phone'] as const).flatMap((kind) => {
    const ofKind = all.filter((contact) => contact.kind === kind);
    const primary = ofKind.find((contact) => contact.is_primary);
    const sorted = primary ? [primary, ...ofKind.filter((contact) => contact !== primary)] : ofKind;
    const seen = new Set<string>();
    return sorted.filter(({ normalised }) => seen.size < seen.add(normalised).size);
  });
}

/** The contact of a kind that is used unless another is asked for. */
export function primaryContact(union: CustomerUnion, kind: ContactKind): ContactRow | null {
  return union.contacts.find((contact) => contact.kind === kind) ?? null;
}
