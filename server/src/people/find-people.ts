import type { Context } from '../context.ts';
import { invalid, Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';

export interface FoundTeam {
  id: string;
  unit_id: string;
  lead_id: string | null;
}

/**
 * The active team of that id; without one, the actor's first team, else the default team of the settings, else the
 * oldest. Throws `Refusal` when there is none.
 */
export async function findTeam(tx: Tx, context: Context, id: string | null): Promise<FoundTeam> {
  const wanted =
    id ?? context.viewer?.teams[0] ?? context.configuration.setting<string | null>('default_team', null);
  const base = tx
    .selectFrom('team')
    .select(['id', 'unit_id', 'lead_id'])
    .where('org_id', '=', context.org)
    .where('deactivated_at', 'is', null);
  if (wanted) {
    const team = await base.where('id', '=', wanted).executeTakeFirst();
    if (team) return team;
    if (id) throw invalid('team_id', 'team_unknown');
  }
  const oldest = await base.orderBy('created_at').orderBy('id').limit(1).executeTakeFirst();
  if (!oldest) throw new Refusal('conflict', 'no_team');
  return oldest;
}

/** Refuses an id that is no active member of staff, naming the field. */
export async function requireActiveUser(
  tx: Tx,
  context: Context,
  id: string,
  field: string,
): Promise<{ id: string; name: string }> {
  const user = await tx
    .selectFrom('user_account')
    .select(['id', 'name'])
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (!user) throw invalid(field, 'user_unknown');
  return user;
}
