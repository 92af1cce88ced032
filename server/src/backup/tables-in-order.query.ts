import type { ClientBase } from 'pg';

export interface TableInfo {
  name: string;
  columns: string[];
}

/**
 * Every table of the schema, each after the tables that its foreign keys point to, so that rows can be loaded in this
 * order. Throws when keys go in a circle (other than a table pointing at itself), which the schema avoids.
 */
export async function tablesInOrder(client: ClientBase): Promise<TableInfo[]> {
  const tables = await client.query<TableInfo>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where n.nspname = current_schema() and c.relkind = 'r' and c.relname <> 'schema_migration'
    group by c.relname order by c.relname`);
  const keys = await client.query<{ from: string; to: string }>(`
    select distinct f.relname as from, t.relname as to
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    join pg_namespace n on n.oid = f.relnamespace
    where k.contype = 'f' and n.nspname = current_schema() and f.oid <> t.oid`);
  const waiting = new Map(tables.rows.map((table) => [table.name, table]));
  const ordered: TableInfo[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      (table) => !keys.rows.some((key) => key.from === table.name && waiting.has(key.to)),
    );
    if (ready.length === 0)
      throw new Error(`foreign keys go in a circle among: ${[...waiting.keys()].join(', ')}`);
    for (const table of ready) {
      ordered.push(table);
      waiting.delete(table.name);
    }
  }
  return ordered;
}
