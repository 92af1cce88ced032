import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { type CheckedContact, type ContactRow, insertContacts } from './contacts.ts';
import { type CustomerUnion, primaryContact } from './customer-union.query.ts';

/**
 * Makes the contacts of a locked customer those that are wanted. What is shown is the union with the customers merged
 * into it, and so is what is changed: a contact of a merged one that stays is left where it stands, for when the merge
 * is undone; one that is taken away goes there too. Gives whether anything changed.
 */
export async function changeContacts(
  tx: Tx,
  context: Context,
  union: CustomerUnion,
  wanted: readonly CheckedContact[],
): Promise<boolean> {
  const rows = await tx
    .selectFrom('customer_contact')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('customer_id', 'in', union.ids)
    .execute();
  const gone = rows.filter((row) => !wanted.some((contact) => same(row, contact)));
  const added = wanted.filter((contact) => !rows.some((row) => same(row, contact)));
  const rewritten = union.contacts.flatMap((row) => {
    const contact = wanted.find((one) => same(row, one));
    return contact && contact.value !== row.value ? [{ id: row.id, value: contact.value }] : [];
  });
  if (gone.length > 0) {
    const ids = gone.map((row) => row.id);
    await tx
      .deleteFrom('customer_contact')
      .where('org_id', '=', context.org)
      .where('id', 'in', ids)
      .execute();
  }
  for (const { id, value } of rewritten) {
    await tx
      .updateTable('customer_contact')
      .set({ value })
      .where('org_id', '=', context.org)
      .where('id', '=', id)
      .execute();
  }
  await insertContacts(tx, context, union.customer.id, added);
  const moved = await movePrimaries(tx, context, union, wanted);
  return moved || gone.length + added.length + rewritten.length > 0;
}

/** Where another contact than the one that is shown first is to be the primary one, exactly that one is marked. */
async function movePrimaries(
  tx: Tx,
  context: Context,
  union: CustomerUnion,
  wanted: readonly CheckedContact[],
): Promise<boolean> {
  let moved = false;
  for (const kind of ['email', 'phone'] as const) {
    const primary = wanted.find((contact) => contact.kind === kind && contact.primary);
    const shown = primaryContact(union, kind);
    if (!primary || (shown && same(shown, primary))) continue;
    await tx
      .updateTable('customer_contact')
      .set({ is_primary: sql<boolean>`normalised = ${primary.normalised}` })
      .where('org_id', '=', context.org)
      .where('customer_id', 'in', union.ids)
      .where('kind', '=', kind)
      .execute();
    moved = true;
  }
  return moved;
}

const same = (row: ContactRow, contact: CheckedContact) =>
  row.kind === contact.kind && row.normalised === contact.normalised;
