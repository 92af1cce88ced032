import type { SectionValue } from '@shouwen/api';
import { type Condition, predicate } from '@shouwen/conditions';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { type PolicyFacts, policyFields } from '../policies/fields.ts';
import type { Tx } from '../tables.ts';

/**
 * The tickets of a team that came in or were solved in a period and that a condition selects, as they are now: what a sample is
 * drawn from. Merged ones are left out, for they are another ticket's, and confidential ones, for whoever it falls to may not see them.
 */
export async function populationOf(
  tx: Tx,
  context: Context,
  { team, draw, from, to }: { team: string; draw: DrawOf; from: Date; to: Date },
): Promise<string[]> {
  const { rows } = await sql<PolicyFacts & { id: string }>`
    select t.* from ticket t
    where t.org_id = ${context.org} and t.team_id = ${team} and t.merged_into_id is null and not t.confidential
      and ${sql.ref(draw.of === 'opened' ? 't.opened_at' : 't.resolved_at')} >= ${from}
      and ${sql.ref(draw.of === 'opened' ? 't.opened_at' : 't.resolved_at')} < ${to}
    order by t.id`.execute(tx); // index ticket_by_team
  const holds = predicate(draw.when as Condition, policyFields(context.configuration), { now: context.now });
  return rows.filter(holds).map(({ id }) => id);
}

type DrawOf = NonNullable<SectionValue<'schedules'>['draw']>;
