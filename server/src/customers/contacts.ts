import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { conflict, invalid } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { topsOf } from './merged-customers.ts';
import { isEmail, isPhone, lastFour, normaliseEmail, normalisePhone } from './normalise.ts';
import { customersWhere } from './policy.ts';
import type { CustomerContactTable } from './tables.ts';

export type ContactRow = Selectable<CustomerContactTable>;
export type ContactKind = ContactRow['kind'];

/** A mail address or phone number that was checked. */
export interface CheckedContact {
  kind: ContactKind;
  value: string;
  normalised: string;
  primary: boolean;
}
export interface GivenContact {
  kind: ContactKind;
  value: string;
  primary?: boolean | undefined;
}

/** The country by which a number without a country code is read. */
export const defaultCountry = (context: Context): string =>
  context.configuration.setting('default_country', 'CN');

/** A mail address or phone number as it is compared; null when it is none. */
export function normaliseContact(context: Context, kind: ContactKind, value: string): string | null {
  const normalised =
    kind === 'email' ? normaliseEmail(value) : normalisePhone(value, defaultCountry(context));
  return (kind === 'email' ? isEmail(normalised) : isPhone(normalised)) ? normalised : null;
}

/**
 * Checks contacts as they were given: each once, and one primary for each kind, the first that says so, else the first.
 * Throws `Refusal` naming the field of one that is no mail address or phone number.
 */
export function checkContacts(context: Context, given: readonly GivenContact[]): CheckedContact[] {
  const checked = new Map<string, CheckedContact>();
  for (const [index, { kind, value, primary }] of given.entries()) {
    const normalised = normaliseContact(context, kind, value);
    if (normalised === null)
      throw invalid(`contacts.${index}.value`, kind === 'email' ? 'not_an_email' : 'not_a_phone', { value });
    const key = `${kind} ${normalised}`;
    const known = checked.get(key);
    if (known) known.primary ||= primary ?? false;
    else checked.set(key, { kind, value: value.trim(), normalised, primary: primary ?? false });
  }
  const contacts = [...checked.values()];
  for (const kind of ['email', 'phone'] as const) {
    const ofKind = contacts.filter((contact) => contact.kind === kind);
    const first = ofKind.find((contact) => contact.primary) ?? ofKind[0];
    for (const contact of ofKind) contact.primary = contact === first;
  }
  return contacts;
}

/** The row of a new contact. */
export function contactRow(context: Context, customerId: string, contact: CheckedContact): ContactRow {
  const { kind, value, normalised, primary } = contact;
  return {
    org_id: context.org,
    id: newId(context.now),
    customer_id: customerId,
    kind,
    value,
    normalised,
    last4: kind === 'phone' ? lastFour(normalised) : null,
    is_primary: primary,
  };
}

/**
 * Writes contacts of a customer. Throws `Refusal` (409, the other customer in `current`) when a mail address belongs to
 * somebody else: the unique index decides, so that of two who come at once exactly one has it.
 */
export async function insertContacts(
  tx: Tx,
  context: Context,
  customerId: string,
  contacts: readonly CheckedContact[],
): Promise<void> {
  if (contacts.length === 0) return;
  const written = await tx
    .insertInto('customer_contact')
    .values(contacts.map((contact) => contactRow(context, customerId, contact)))
    .onConflict((clash) => clash.doNothing())
    .returning('normalised')
    .execute();
  if (written.length === contacts.length) return;
  const taken = contacts.find(({ normalised }) => !written.some((row) => row.normalised === normalised));
  throw conflict('email_taken', { current: taken ? await holderOf(tx, context, taken.normalised) : null });
}

/** Who has a mail address, as far as the viewer may know. */
async function holderOf(
  tx: Tx,
  context: Context,
  email: string,
): Promise<{ id: string; name: string } | null> {
  const contact = await tx
    .selectFrom('customer_contact')
    .select('customer_id')
    .where('org_id', '=', context.org)
    .where('kind', '=', 'email')
    .where('normalised', '=', email)
    .executeTakeFirst();
  if (!contact) return null;
  const tops = await topsOf(tx, context, [contact.customer_id]);
  const holder = await tx
    .selectFrom('customer as c')
    .select(['c.id', 'c.name'])
    .where('c.org_id', '=', context.org)
    .where('c.id', '=', tops.get(contact.customer_id) ?? contact.customer_id)
    .where(customersWhere(context))
    .executeTakeFirst();
  return holder ?? null;
}
