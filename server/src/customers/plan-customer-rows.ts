import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { ReadRow, RowError, RowOutcome } from '../imports/run-import.ts';
import type { CheckedContact } from './contacts.ts';
import type { CustomerRow } from './fields.ts';
import {
  type ImportTarget,
  importedColumns,
  importTarget,
  isCalled,
  says,
  type TargetIndex,
} from './import-targets.ts';
import { customerRow } from './insert-customer.ts';
import { foldName } from './normalise.ts';
import { byName, type ImportedCustomer } from './read-customer-row.ts';

type Row = ReadRow<ImportedCustomer>;
/** A row that cannot be imported; caught where its outcome is noted. */
class Unfit extends Error {
  readonly field: string | null;
  readonly params: RowError['params'];
  constructor(code: string, field: string | null, params?: RowError['params']) {
    super(code);
    this.field = field;
    this.params = params;
  }
}

/**
 * Says of each row what becomes of it, and notes in the targets what is to be written. Rows later in the file see what
 * the earlier ones have planned, so that doubles within the file are recognised like doubles with the database.
 */
export async function planCustomerRows(
  context: Context,
  index: TargetIndex,
  rows: readonly Row[],
): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % together === 0) await nextTurn();
    outcomes.push(outcomeOf(context, index, row));
  }
  return outcomes;
}

const together = 250; // rows between two turns of the event loop

function outcomeOf(context: Context, index: TargetIndex, row: Row): RowOutcome {
  try {
    return { row: row.row, outcome: planRow(context, index, row) };
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const { field, params, message: code } = error;
    return { row: row.row, outcome: 'failed', field, code, ...(params ? { params } : {}) };
  }
}

function planRow(context: Context, index: TargetIndex, row: Row): 'created' | 'updated' | 'unchanged' {
  const { input } = row;
  const known = recognise(index, input);
  if (known) refuseMisfit(known, input);
  const organisation = input.organisation ? organisationNamed(context, index, input.organisation) : null;
  const name = input.name ?? input.contacts[0]?.value ?? '';
  const target = known ?? importTarget(customerRow(context, { kind: input.kind ?? 'person', name }), false);
  const changed = applyTo(index, target, row, organisation);
  if (!known) return 'created';
  return changed ? 'updated' : 'unchanged';
}

/**
 * The customer that a row means: by mail address, then by phone and name, then by reference; an organisation also by its
 * name, and so is somebody of whom the row says nothing else.
 */
function recognise(index: TargetIndex, input: ImportedCustomer): ImportTarget | null {
  const byReference = input.external_ref ? index.byReference(input.external_ref) : null;
  const byMail = new Set(ofKind(input, 'email').flatMap((mail) => index.byContact('email', mail.normalised)));
  if (byMail.size > 1) throw new Unfit('import_two_customers', 'email');
  const [mail] = byMail;
  const found = mail ?? byPhoneAndName(index, input);
  if (found && byReference && found !== byReference) throw new Unfit('import_two_customers', 'external_ref');
  if (found ?? byReference) return found ?? byReference;
  if (input.name === null || !byName(input)) return null;
  const kind = input.kind ?? 'person';
  const called = index.byName(input.name).filter(({ row }) => row.kind === kind);
  if (called.length > 1) throw new Unfit('import_several_customers', 'name');
  return called[0] ?? null;
}

/** Who has the number and the name; without a name whoever alone has the number. */
function byPhoneAndName(index: TargetIndex, input: ImportedCustomer): ImportTarget | null {
  const { name } = input;
  for (const { normalised } of ofKind(input, 'phone')) {
    const holders = index.byContact('phone', normalised);
    if (name === null && holders.length > 1) throw new Unfit('import_several_customers', 'phone');
    const meant = name === null ? holders[0] : holders.find((target) => isCalled(target, name));
    if (meant) return meant;
  }
  return null;
}

const ofKind = (input: ImportedCustomer, kind: CheckedContact['kind']) =>
  input.contacts.filter((contact) => contact.kind === kind);

/** Refuses a row that says of a customer what cannot be, or something else than an earlier row of the file. */
function refuseMisfit(target: ImportTarget, input: ImportedCustomer): void {
  const { row } = target;
  if (input.kind && input.kind !== row.kind) throw new Unfit('import_other_kind', 'kind');
  if (input.organisation && row.kind === 'organisation') throw new Unfit('persons_only', 'organisation');
  for (const column of importedColumns) {
    const value = input[column];
    if (value === null || says(target, column, value)) continue;
    if (column === 'name' && isCalled(target, value)) continue; // only the spelling differs
    const earlier = target.said.get(column);
    if (earlier !== undefined) throw new Unfit('import_differs_from_row', column, { row: earlier });
    if (column === 'external_ref' && row.external_ref !== null)
      throw new Unfit('import_other_reference', column);
  }
}

function organisationNamed(context: Context, index: TargetIndex, name: string): ImportTarget {
  const called = index.byName(name).filter(({ row }) => row.kind === 'organisation');
  if (called.length > 1) throw new Unfit('import_several_customers', 'organisation');
  return called[0] ?? importTarget(customerRow(context, { kind: 'organisation', name }), false);
}

/**
 * Notes what the row adds to its target: empty cells take nothing away, notes and contacts are added. Gives whether
 * anything differs.
 */
function applyTo(
  index: TargetIndex,
  target: ImportTarget,
  { row, input }: Row,
  organisation: ImportTarget | null,
): boolean {
  const set: Partial<CustomerRow> = {};
  for (const column of importedColumns) {
    const value = input[column];
    // of two rows that agree the first counts; what a record merged into the target says is known already
    if (value === null || target.said.has(column)) continue;
    if (target.merged.length > 0 && says(target, column, value)) continue;
    target.said.set(column, row);
    if (value !== target.row[column]) Object.assign(set, { [column]: value });
  }
  if (set.name !== undefined) set.name_folded = foldName(set.name);
  if (input.notes !== null && !target.row.notes.includes(input.notes))
    set.notes = [target.row.notes, input.notes].filter(Boolean).join('\n');
  Object.assign(target.row, set);
  const added = input.contacts.filter(
    ({ kind, normalised }) => !target.contacts.has(`${kind} ${normalised}`),
  );
  for (const contact of added) {
    const first = ![...target.contacts].some((key) => key.startsWith(`${contact.kind} `));
    target.added.push({ ...contact, primary: first });
    target.contacts.add(`${contact.kind} ${contact.normalised}`);
  }
  index.add(target, added);
  const affiliated = organisation !== null && affiliate(index, target, organisation, input.role);
  return Object.keys(set).length > 0 || added.length > 0 || affiliated;
}

function affiliate(
  index: TargetIndex,
  target: ImportTarget,
  organisation: ImportTarget,
  role: string | null,
): boolean {
  index.add(organisation, []);
  const { id } = organisation.row;
  const present = target.organisations.get(id) ?? null;
  if (target.organisations.has(id) && (role === null || role === present)) return false;
  target.organisations.set(id, role ?? present);
  target.affiliated.set(id, role ?? present);
  return true;
}
