import type { SectionName } from '@shouwen/api';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/**
 * How many records name an entry, so that it cannot vanish from under them; 0 for sections that no record names.
 * Reads whole tables: a rare question of an administrator.
 */
export async function usesOf(tx: Tx, context: Context, section: SectionName, key: string): Promise<number> {
  const { org } = context;
  const counted: Partial<Record<SectionName, RawBuilder<unknown>>> = {
    statuses: sql`from ticket where org_id = ${org} and status_key = ${key}`,
    types: sql`from ticket where org_id = ${org} and type_key = ${key}`,
    categories: sql`from ticket where org_id = ${org} and category_key = ${key}`,
    fields: sql`from ticket where org_id = ${org} and fields ? ${key}`,
    roles: sql`from role_grant where org_id = ${org} and role_key = ${key}`,
    tiers: sql`from customer where org_id = ${org} and tier = ${key}`,
    skills: sql`from assignment_person where org_id = ${org} and ${key} = any (skills)`,
    calendars: sql`from obligation where org_id = ${org} and calendar_key = ${key} and state in ('open', 'paused')`,
    obligations: sql`from obligation where org_id = ${org} and kind = ${key}`,
    instruction_kinds: sql`from instruction_request where org_id = ${org} and kind_key = ${key}`,
    instruction_duties: sql`from obligation where org_id = ${org} and kind = ${key}`,
  };
  return counted[section] ? count(tx, counted[section]) : 0;
}

/** How many tickets hold a choice of a custom field. */
export async function usesOfChoice(tx: Tx, context: Context, field: string, choice: string): Promise<number> {
  return count(
    tx,
    sql`from ticket where org_id = ${context.org} and fields -> ${field} @> ${JSON.stringify(choice)}::jsonb`,
  );
}

async function count(tx: Tx, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${from}`.execute(tx);
  return rows[0]?.count ?? 0;
}
