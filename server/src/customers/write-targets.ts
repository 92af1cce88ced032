import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { NewEvent } from '../events/append-event.ts';
import { appendEvents } from '../events/append-events.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { contactRow } from './contacts.ts';
import { changedColumns, type ImportTarget } from './import-targets.ts';

const together = 1000; // rows of one statement

/**
 * Writes what an import has planned, set by set, with one event for each customer. Throws `Refusal` (409) when somebody
 * took a mail address or reference meanwhile; nothing is kept then.
 */
export async function writeTargets(
  tx: Tx,
  context: Context,
  targets: readonly ImportTarget[],
): Promise<void> {
  const created = targets.filter((target) => target.before === null);
  const changed = targets.filter((target) => target.before !== null && isChanged(target));
  await inParts(created, async (part) => {
    const rows = await tx
      .insertInto('customer')
      .values(part.map((target) => target.row))
      .onConflict((clash) => clash.doNothing())
      .returning('id')
      .execute();
    if (rows.length < part.length) throw conflict('import_overtaken');
  });
  await inParts(changed, (part) => updateCustomers(tx, context, part));
  const touched = [...created, ...changed];
  const contacts = touched.flatMap(({ row, added }) =>
    added.map((contact) => contactRow(context, row.id, contact)),
  );
  await inParts(contacts, async (part) => {
    const rows = await tx
      .insertInto('customer_contact')
      .values(part)
      .onConflict((clash) => clash.doNothing())
      .returning('id')
      .execute();
    if (rows.length < part.length) throw conflict('import_overtaken');
  });
  const affiliations = touched.flatMap(({ row, affiliated }) =>
    [...affiliated].map(([organisation_id, role]) => ({
      org_id: context.org,
      person_id: row.id,
      organisation_id,
      role,
    })),
  );
  await inParts(affiliations, async (part) => {
    await tx
      .insertInto('customer_affiliation')
      .values(part)
      .onConflict((clash) =>
        clash
          .columns(['org_id', 'person_id', 'organisation_id'])
          .doUpdateSet({ role: (expression) => expression.ref('excluded.role') }),
      )
      .execute();
  });
  await appendEvents(tx, context, [...created.map(createdEvent), ...changed.map(changedEvent)]);
}

function isChanged(target: ImportTarget): boolean {
  return changedColumns(target).length + target.added.length + target.affiliated.size > 0;
}

async function updateCustomers(tx: Tx, context: Context, targets: readonly ImportTarget[]): Promise<void> {
  const rows = targets.map(({ row }) => ({
    id: row.id,
    name: row.name,
    name_folded: row.name_folded,
    language: row.language,
    time_zone: row.time_zone,
    external_ref: row.external_ref,
    notes: row.notes,
  }));
  await sql`
    update customer as c set name = v.name, name_folded = v.name_folded, language = v.language, time_zone = v.time_zone,
      external_ref = v.external_ref, notes = v.notes, version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as v (id uuid, name text, name_folded text, language text, time_zone text, external_ref text, notes text)
    where c.org_id = ${context.org} and c.id = v.id`.execute(tx);
}

const contactsOf = ({ added }: ImportTarget) =>
  added.map(({ kind, value, primary }) => ({ kind, value, primary }));

function createdEvent(target: ImportTarget): NewEvent {
  const { row } = target;
  return {
    kind: 'customer.created',
    subject: { kind: 'customer', id: row.id },
    data: {
      kind: row.kind,
      language: row.language,
      organisations: [...target.affiliated.keys()],
      imported: true,
    },
    payload: {
      name: row.name,
      time_zone: row.time_zone,
      notes: row.notes,
      external_ref: row.external_ref,
      contacts: contactsOf(target),
    },
  };
}

function changedEvent(target: ImportTarget): NewEvent {
  const columns = changedColumns(target);
  const fields: string[] = [...columns];
  if (target.added.length > 0) fields.push('contacts');
  if (target.affiliated.size > 0) fields.push('organisations');
  const pick = (row: ImportTarget['before']) =>
    Object.fromEntries(columns.map((column) => [column, row?.[column] ?? null]));
  return {
    kind: 'customer.changed',
    subject: { kind: 'customer', id: target.row.id },
    data: { fields, imported: true },
    payload: { before: pick(target.before), after: pick(target.row), contacts_added: contactsOf(target) },
  };
}

async function inParts<Item>(items: readonly Item[], write: (part: Item[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += together) await write(items.slice(from, from + together));
}
