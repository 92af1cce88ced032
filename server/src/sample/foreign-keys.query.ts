import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

/** A column that names a record of another table. */
export interface Reference {
  table: string;
  column: string;
}

/** The columns that point at the rows of a table by a foreign key `(org_id, column)`, from the database's own catalogue. */
export async function referencesTo(tx: Tx, table: string): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select c.conrelid::regclass::text as "table", a.attname as "column"
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and c.confrelid = to_regclass(${table}) and cardinality(c.conkey) = 2
    order by 1, 2`.execute(tx);
  return rows;
}

/** The tables with a column of that name, with or without a foreign key; of a ticket also the facts about it. */
export async function tablesWith(tx: Tx, column: 'ticket_id' | 'team_id' | 'user_id'): Promise<string[]> {
  // what remembers on purpose: the ledger, who read what is confidential, facts and numbers that follow by themselves
  const left = column === 'ticket_id' ? 'event' : '(event|read_log|figure_.*|counter_.*)';
  const { rows } = await sql<{ table: string }>`
    select c.table_name as "table" from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = current_schema() and c.column_name = ${column} and t.table_type = 'BASE TABLE'
      and c.table_name !~ ${`^${left}$`}
    order by 1`.execute(tx);
  return rows.map((row) => row.table);
}
