import type { Holdings } from '@shouwen/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

export type HeldThings = z.output<typeof Holdings>;
type Counts = Omit<HeldThings, 'teams_led' | 'units_headed' | 'reports'>;

/** What a person holds and would have to be given to somebody else on leaving. */
export async function holdingsOf(tx: Tx, context: Context, id: string): Promise<HeldThings> {
  const { org, now } = context;
  // indexes ticket_by_assignee, ticket_by_first_contact_owner, obligation_by_user, task_by_assignee, consultation_asked
  const { rows } = await sql<Counts>`select
    (select count(*)::int from ticket where org_id = ${org} and assignee_id = ${id} and status_category <> 'closed') as tickets,
    (select count(*)::int from ticket where org_id = ${org} and first_contact_owner_id = ${id}
      and status_category <> 'closed') as first_contact,
    (select count(*)::int from obligation where org_id = ${org} and owner_user_id = ${id} and state in ('open', 'paused')) as obligations,
    (select count(*)::int from task where org_id = ${org} and assignee_id = ${id} and done_at is null) as tasks,
    (select count(*)::int from consultation where org_id = ${org} and asked_user_id = ${id} and state = 'open') as consultations,
    (select count(*)::int from saved_view where org_id = ${org} and owner_id = ${id}) as views,
    (select count(*)::int from api_key where org_id = ${org} and user_id = ${id} and revoked_at is null) as api_keys,
    (select count(*)::int from webhook where org_id = ${org} and created_by = ${id} and deleted_at is null) as webhooks,
    (select count(*)::int from session where org_id = ${org} and user_id = ${id} and ended_at is null
      and expires_at > ${now}) as sessions`.execute(tx);
  const counts = rows[0];
  if (!counts) throw new Error('counting gave no row');
  const teams_led = await tx
    .selectFrom('team')
    .select(['id', 'name'])
    .where('org_id', '=', org)
    .where('lead_id', '=', id)
    .orderBy('id')
    .execute();
  const units_headed = await tx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('org_id', '=', org)
    .where('head_id', '=', id)
    .orderBy('id')
    .execute();
  const reports = await tx
    .selectFrom('user_account')
    .select(['id', 'name'])
    .where('org_id', '=', org)
    .where('reports_to_id', '=', id)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return { ...counts, teams_led, units_headed, reports };
}

/** Whether nothing is left in somebody's hands. */
export function isEmpty(holdings: HeldThings): boolean {
  return Object.values(holdings).every((held) => (Array.isArray(held) ? held.length === 0 : held === 0));
}
