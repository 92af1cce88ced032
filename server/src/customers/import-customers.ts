import type { ImportResult } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Mapping } from '../imports/guess-mapping.ts';
import { type ImportKind, runImport } from '../imports/run-import.ts';
import type { Table } from '../imports/table.ts';
import { requirePermission } from '../people/viewer.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { type CustomerImportField, customerImportFields } from './import-fields.ts';
import { planCustomerRows } from './plan-customer-rows.ts';
import { type ImportedCustomer, readCustomerRow } from './read-customer-row.ts';
import { storedTargets } from './stored-targets.query.ts';
import { writeTargets } from './write-targets.ts';

/**
 * Imports customers from a table. A row is recognised by mail address, then by phone and name, then by reference;
 * what it says of a known customer replaces what is stored, contacts and notes are added, empty cells take nothing away.
 * Organisations that persons are said to belong to are made on the way. Importing a file twice makes nothing new.
 * The product itself (the command line) may import, too; staff need `customer.import`.
 */
export async function importCustomers(
  tx: Tx,
  context: Context,
  input: { table: Table; mapping?: Mapping | undefined; dry_run: boolean },
): Promise<ImportResult> {
  if (context.actor.kind !== 'system') requirePermission(context, 'customer.import');
  const forReal = !input.dry_run;
  if (forReal) await refuseSecond(tx, context);
  const kind: ImportKind<ImportedCustomer> = {
    fields: customerImportFields,
    needs: ['name', 'given_name', 'family_name', 'organisation', 'email', 'phone'],
    read: (value, report) => readCustomerRow(context, (field: CustomerImportField) => value(field), report),
    async plan(rows) {
      const index = await storedTargets(tx, context, rows, forReal);
      const outcomes = await planCustomerRows(context, index, rows);
      return { outcomes, carryOut: () => writeTargets(tx, context, index.all()) };
    },
  };
  return runImport(context, kind, input);
}

/** Imports go one after the other: two at once would lock one another's customers in different orders. */
async function refuseSecond(tx: Tx, context: Context): Promise<void> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`import customers ${context.org}`}, 13)) as locked`.execute(
    tx,
  );
  if (!rows[0]?.locked) throw conflict('import_running');
}
