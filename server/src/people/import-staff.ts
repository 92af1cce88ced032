import type { ImportResult } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Mapping } from '../imports/guess-mapping.ts';
import { type ImportKind, runImport } from '../imports/run-import.ts';
import type { Table } from '../imports/table.ts';
import type { Tx } from '../tables.ts';
import { lockPeople } from './lock-people.ts';
import { planStaffRows } from './plan-staff-rows.ts';
import { requireManager } from './policy.ts';
import { type ImportedPerson, loadPlaces, readStaffRow } from './read-staff-row.ts';
import { staffImportFields } from './staff-import-fields.ts';
import { staffByAddress } from './stored-staff.query.ts';

/**
 * Imports staff from a table. A row is recognised by its mail address: whoever has it already is changed, anybody else
 * is invited. Empty cells take nothing away; roles and teams are added to those there are. A row may report to one that
 * comes later. Roles hold in the unit of the row, else in that of its first team, else everywhere.
 */
export async function importStaff(
  tx: Tx,
  context: Context,
  input: { table: Table; mapping?: Mapping | undefined; dry_run: boolean },
): Promise<ImportResult> {
  requireManager(context);
  if (!input.dry_run) await lockPeople(tx, context);
  const places = await loadPlaces(tx, context);
  const kind: ImportKind<ImportedPerson> = {
    fields: staffImportFields,
    needs: ['email'],
    read: (value, report) => readStaffRow(places, value, report),
    plan: async (rows) => planStaffRows(tx, context, await staffByAddress(tx, context), rows),
  };
  return runImport(context, kind, input);
}
