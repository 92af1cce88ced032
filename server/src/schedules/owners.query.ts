import type { SectionValue } from '@shouwen/api';
import type { Context } from '../context.ts';
import { whoLeads } from '../obligations/who-leads.ts';
import type { Tx } from '../tables.ts';
import { drawShare } from './draw-share.ts';

export interface Owner {
  owner_user_id: string | null;
  owner_team_id: string | null;
}
const person = (id: string): Owner => ({ owner_user_id: id, owner_team_id: null });

/** Whoever has a drawn ticket in hand. */
export interface Holders {
  first_contact_owner_id: string | null;
  assignee_id: string | null;
}

/**
 * Who owes what a schedule opens, each one of them by oneself: everybody of a role, one of those on duty by the seed, a person, or
 * the team. The team, where the rule finds nobody.
 */
export async function ownersBy(
  tx: Tx,
  context: Context,
  schedule: SectionValue<'schedules'>,
  { unitId, seed, drawn }: { unitId: string; seed: string; drawn: Holders | null },
): Promise<Owner[]> {
  const team: Owner = { owner_user_id: null, owner_team_id: schedule.team_id };
  const found = await people();
  return found.length > 0 ? found.map(person) : [team];

  async function people(): Promise<readonly string[]> {
    switch (schedule.owner) {
      case 'team':
        return [];
      case 'role':
        return ofRole(tx, context, schedule.role ?? '', unitId);
      case 'first_contact_owner':
      case 'assignee': {
        const holder = drawn?.[`${schedule.owner}_id`] ?? null;
        return holder === null ? [] : [holder];
      }
    }
    const leaders = await whoLeads(tx, context, { unitId, teamId: schedule.team_id });
    switch (schedule.owner) {
      case 'team_lead':
        return leaders.lead === null ? [] : [leaders.lead];
      case 'above_team_lead':
        return leaders.above.slice(0, 1);
      case 'unit_head':
        return leaders.heads.slice(0, 1);
      case 'on_duty':
        return oneOf(await available(tx, context, leaders.members), seed);
    }
  }
}

const oneOf = (people: readonly string[], seed: string) =>
  drawShare(people, { percent: 100, seed, drawn: new Set() }).slice(0, 1);

/** Those who say that they are available. */
async function available(tx: Tx, context: Context, people: readonly string[]): Promise<string[]> {
  if (people.length === 0) return [];
  const rows = await tx
    .selectFrom('duty')
    .select('user_id')
    .where('org_id', '=', context.org)
    .where('state', '=', 'available')
    .where('user_id', 'in', people)
    .execute();
  return rows.map((row) => row.user_id);
}

async function ofRole(tx: Tx, context: Context, role: string, unitId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('role_grant as g')
    .innerJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'g.org_id').onRef('u.id', '=', 'g.user_id'),
    )
    .select('u.id')
    .where('g.org_id', '=', context.org)
    .where('g.role_key', '=', role)
    .where('g.unit_id', '=', unitId)
    .where('u.state', '=', 'active')
    .orderBy('u.id')
    .execute();
  return rows.map(({ id }) => id);
}
