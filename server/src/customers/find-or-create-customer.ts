import type { Language } from '@shouwen/api';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { invalid, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { contactRow, normaliseContact } from './contacts.ts';
import type { CustomerRow } from './fields.ts';
import { insertCustomer } from './insert-customer.ts';
import { foldName } from './normalise.ts';
import { maySeeCustomer } from './policy.ts';

export interface CustomerInput {
  id?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  language?: Language | undefined;
}
export interface FoundCustomer {
  id: string;
  kind: 'person' | 'organisation';
  name: string;
  language: Language | null;
  tier: string | null;
  created: boolean;
}

/**
 * The customer of a request: by id, else by mail address, else by phone; otherwise a new one. A customer merged into
 * another gives the other. What is known of a customer is not overwritten by what a request says.
 *
 * A mail address decides alone: somebody who writes from an unknown one is not taken for the customer who has the same
 * phone, to whom the answer would then go. A phone number that several share needs the name.
 *
 * Two requests that arrive at once with the same new address or number make one customer. No event is appended here:
 * the request that needs the customer tells of it in its own. Throws `Refusal` naming the field that is not right.
 */
export async function findOrCreateCustomer(
  tx: Tx,
  context: Context,
  input: CustomerInput,
): Promise<FoundCustomer> {
  if (input.id) return byId(tx, context, input.id);
  const email = input.email ? contactOf(context, 'email', input.email) : null;
  const phone = input.phone ? contactOf(context, 'phone', input.phone) : null;
  if (!email && !phone && !input.name) throw invalid('customer', 'customer_needed');
  const find = () =>
    email ? byEmail(tx, context, email) : phone ? byPhone(tx, context, phone, input.name) : null;
  const known = await find();
  if (known) return known;
  if (email || phone) {
    await lockContacts(tx, context, [email, phone]);
    const meanwhile = await find();
    if (meanwhile) return meanwhile;
  }
  return create(tx, context, input, email, phone);
}

function contactOf(context: Context, kind: 'email' | 'phone', value: string): string {
  const normalised = normaliseContact(context, kind, value);
  if (normalised === null)
    throw invalid(`customer.${kind}`, kind === 'email' ? 'not_an_email' : 'not_a_phone', { value });
  return normalised;
}

const found = ({ id, kind, name, language, tier }: CustomerRow, created = false): FoundCustomer => ({
  id,
  kind,
  name,
  language,
  tier,
  created,
});

/** One lock for each address and number, so that of two first requests the second sees the customer of the first. */
async function lockContacts(tx: Tx, context: Context, contacts: readonly (string | null)[]): Promise<void> {
  const locks = contacts
    .filter((contact) => contact !== null)
    .map((contact) => sql`pg_advisory_xact_lock(hashtextextended(${`${context.org} ${contact}`}, 11))`);
  await sql`select ${sql.join(locks)}`.execute(tx);
}

async function byId(tx: Tx, context: Context, id: string): Promise<FoundCustomer> {
  const [customer] = await standingFor(tx, context, sql`select ${id}::uuid`);
  // staff name only whom they may see
  if (!customer || (context.viewer && !maySeeCustomer(context, customer))) throw notFound('customer');
  return found(customer);
}

async function byEmail(tx: Tx, context: Context, email: string): Promise<FoundCustomer | null> {
  const [customer] = await standingFor(tx, context, holders(context, 'email', email));
  return customer ? found(customer) : null;
}

/** The only one with this number; of several the first one of that name, or of none when no name is given. */
async function byPhone(
  tx: Tx,
  context: Context,
  phone: string,
  name: string | undefined,
): Promise<FoundCustomer | null> {
  const customers = await standingFor(tx, context, holders(context, 'phone', phone));
  const [only, another] = customers;
  if (only && !another) return found(only);
  const called = customers.find((customer) =>
    name === undefined
      ? normaliseContact(context, 'phone', customer.name) === phone
      : customer.name_folded === foldName(name),
  );
  return called ? found(called) : null;
}

/** Indexes customer_contact_email and customer_contact_phone. */
const holders = (context: Context, kind: 'email' | 'phone', normalised: string) => sql`
  select customer_id from customer_contact
  where org_id = ${context.org} and kind = ${sql.lit(kind)} and normalised = ${normalised}`;

/** The customers that these now stand for, the oldest first, in one round trip: every request comes by here. */
async function standingFor(tx: Tx, context: Context, ids: RawBuilder<unknown>): Promise<CustomerRow[]> {
  const { rows } = await sql<CustomerRow>`
    with recursive way as (
      select c.* from customer c where c.org_id = ${context.org} and c.id in (${ids})
      union
      select target.* from customer target join way on target.id = way.merged_into_id
      where target.org_id = ${context.org}
    )
    select * from way where merged_into_id is null order by id`.execute(tx);
  return rows;
}

async function create(
  tx: Tx,
  context: Context,
  input: CustomerInput,
  email: string | null,
  phone: string | null,
): Promise<FoundCustomer> {
  const name = input.name ?? input.email ?? input.phone ?? '';
  const customer = await insertCustomer(tx, context, { kind: 'person', name, language: input.language });
  if (!customer) throw new Error('a customer without a reference cannot clash with another');
  const contacts = [
    ...(email ? [{ kind: 'email' as const, value: input.email ?? email, normalised: email }] : []),
    ...(phone ? [{ kind: 'phone' as const, value: input.phone ?? phone, normalised: phone }] : []),
  ].map((contact) => contactRow(context, customer.id, { ...contact, primary: true }));
  if (contacts.length === 0) return found(customer, true);
  const written = await tx
    .insertInto('customer_contact')
    .values(contacts)
    .onConflict((clash) => clash.doNothing())
    .returning('id')
    .execute();
  if (written.length === contacts.length) return found(customer, true);
  // another request with the same new mail address was faster: the customer is the one that it has made
  await tx
    .deleteFrom('customer_contact')
    .where('org_id', '=', context.org)
    .where('customer_id', '=', customer.id)
    .execute();
  await tx.deleteFrom('customer').where('org_id', '=', context.org).where('id', '=', customer.id).execute();
  const first = email && (await byEmail(tx, context, email));
  if (!first) throw new Error('a mail address that is taken belongs to nobody');
  return first;
}
