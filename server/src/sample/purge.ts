import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import { type Reference, referencesTo, tablesWith } from './foreign-keys.query.ts';

/**
 * Takes rows away for good, of whatever table: the one place beside a restore where this is done to others' tables. It
 * reads from the catalogue what hangs on what, so that a table that comes later is not forgotten.
 */
export async function purgeTickets(tx: Tx, org: number, tickets: readonly string[]): Promise<void> {
  if (tickets.length === 0) return;
  for (const table of await tablesWith(tx, 'ticket_id'))
    await purge(tx, org, { table, column: 'ticket_id' }, tickets);
  await purge(tx, org, { table: 'ticket', column: 'id' }, tickets);
}

/** Takes the rows away in which a column is one of these, and first whatever hangs on those rows. */
async function purge(tx: Tx, org: number, { table, column }: Reference, ids: readonly string[]) {
  const hanging = (await referencesTo(tx, table)).filter((one) => one.table !== table);
  if (hanging.length > 0) {
    const rows = await idsOf(tx, org, { table, column }, ids);
    if (rows.length === 0) return;
    // what is owed on them has no foreign key, for it may be owed on anything
    if (table !== 'obligation') await purge(tx, org, { table: 'obligation', column: 'subject_id' }, rows);
    for (const one of hanging) await purge(tx, org, one, rows);
  }
  await deleteRows(tx, org, { table, column }, ids);
}

/** Takes the rows away in which a column is one of these; refused by the database while something hangs on them. */
export async function deleteRows(
  tx: Tx,
  org: number,
  { table, column }: Reference,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from ${sql.table(table)}
    where org_id = ${org} and ${sql.ref(column)} = any(${[...ids]}::uuid[])`.execute(tx);
}

async function idsOf(tx: Tx, org: number, { table, column }: Reference, ids: readonly string[]) {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}
    where org_id = ${org} and ${sql.ref(column)} = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map((row) => row.id);
}
