import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

/** No longer suggests tags that no ticket has. */
export async function forgetUnusedTags(tx: Tx, org: number): Promise<void> {
  await sql`delete from search_tag s where s.org_id = ${org}
    and not exists (select 1 from ticket t where t.org_id = s.org_id and s.tag = any(t.tags))`.execute(tx);
}
