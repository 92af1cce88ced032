import type { Language } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { foldName, lastFour, normaliseEmail, normalisePhone } from './normalise.ts';

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
  created: boolean;
}

/**
 * The customer of a request: by id, else by mail address, else by phone when exactly one person has that number;
 * otherwise a new one. Two requests that arrive at once with the same new address make one customer.
 * A customer merged into another gives the other.
 */
export async function findOrCreateCustomer(
  tx: Tx,
  context: Context,
  input: CustomerInput,
): Promise<FoundCustomer> {
  if (input.id) return byId(tx, context, input.id);
  const email = input.email ? normaliseEmail(input.email) : null;
  const phone = input.phone
    ? normalisePhone(input.phone, context.configuration.setting('default_country', 'CN'))
    : null;
  if (!email && !phone && !input.name) throw invalid('customer', 'customer_needed');
  const known =
    (email && (await byContact(tx, context, 'email', email))) ||
    (phone && (await byContact(tx, context, 'phone', phone)));
  if (known) return known;
  if (email) {
    // one lock for each address, so that two first requests from it do not both create the person
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${context.org} ${email}`}, 11))`.execute(tx);
    const meanwhile = await byContact(tx, context, 'email', email);
    if (meanwhile) return meanwhile;
  }
  return create(tx, context, input, email, phone);
}

async function byId(tx: Tx, context: Context, id: string): Promise<FoundCustomer> {
  const row = await tx
    .selectFrom('customer as c')
    .leftJoin('customer as target', (join) =>
      join.onRef('target.org_id', '=', 'c.org_id').onRef('target.id', '=', 'c.merged_into_id'),
    )
    .select((expression) => [
      expression.fn.coalesce('target.id', 'c.id').as('id'),
      expression.fn.coalesce('target.kind', 'c.kind').as('kind'),
      expression.fn.coalesce('target.name', 'c.name').as('name'),
      expression.fn.coalesce('target.language', 'c.language').as('language'),
    ])
    .where('c.org_id', '=', context.org)
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('customer');
  return { ...row, created: false };
}

async function byContact(
  tx: Tx,
  context: Context,
  kind: 'email' | 'phone',
  normalised: string,
): Promise<FoundCustomer | null> {
  const rows = await tx
    .selectFrom('customer_contact')
    .select('customer_id')
    .distinct()
    .where('org_id', '=', context.org)
    .where('kind', '=', kind)
    .where('normalised', '=', normalised)
    .limit(2)
    .execute();
  const [only, another] = rows;
  return only && !another ? byId(tx, context, only.customer_id) : null;
}

async function create(
  tx: Tx,
  context: Context,
  input: CustomerInput,
  email: string | null,
  phone: string | null,
): Promise<FoundCustomer> {
  const id = newId(context.now);
  const name = input.name ?? input.email ?? input.phone ?? '';
  const row = { id, kind: 'person' as const, name, language: input.language ?? null };
  await tx
    .insertInto('customer')
    .values({
      ...row,
      org_id: context.org,
      name_folded: foldName(name),
      time_zone: null,
      external_ref: null,
      merged_into_id: null,
      created_at: context.now,
      notes: '',
      version: 1,
    })
    .execute();
  const contacts = [
    ...(email
      ? [{ kind: 'email' as const, value: input.email ?? email, normalised: email, last4: null }]
      : []),
    ...(phone
      ? [{ kind: 'phone' as const, value: input.phone ?? phone, normalised: phone, last4: lastFour(phone) }]
      : []),
  ];
  if (contacts.length > 0) {
    await tx
      .insertInto('customer_contact')
      .values(
        contacts.map((contact) => ({
          ...contact,
          org_id: context.org,
          id: newId(context.now),
          customer_id: id,
          is_primary: true,
        })),
      )
      .execute();
  }
  return { ...row, created: true };
}
