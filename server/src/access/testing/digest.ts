import { sql } from 'kysely';
import type { World } from './world.ts';

/** What a refused call may write: that somebody was seen, that a password was tried, that a record was read. */
const notes = new Set(['api_key', 'session', 'sign_in_failure', 'read_log']);

/** A digest of every table that a refused call must leave as it is: of which row versions there are. */
export async function digestOf({ test }: World): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(
    test.app.db,
  );
  const parts = tables
    .filter((table) => !notes.has(table.name))
    .map(
      ({ name }) =>
        sql`select ${name} as name, count(*) || ' ' || coalesce(bit_xor(hashtextextended(xmin::text || ctid::text, 0)), 0) as digest
          from ${sql.table(name)}`,
    );
  const { rows } = await sql<{ name: string; digest: string }>`${sql.join(parts, sql` union all `)}`.execute(
    test.app.db,
  );
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
