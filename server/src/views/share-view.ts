import type { Context } from '../context.ts';
import { findTeam } from '../people/find-people.ts';
import { requirePermission } from '../people/viewer.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';

export type Audience = 'private' | 'team' | 'all';

/**
 * Whom a view is for, as columns of its row. Throws 403 unless the viewer holds `view.share`: in the team's unit for a
 * team, in any unit for all.
 */
export async function sharedWith(
  tx: Tx,
  context: Context,
  scope: Audience,
  teamId: string | null,
): Promise<{ scope: Audience; team_id: string | null }> {
  if (scope === 'all') requirePermission(context, 'view.share');
  if (scope !== 'team') return { scope, team_id: null };
  if (teamId === null) throw invalid('team_id', 'field_required');
  const team = await findTeam(tx, context, teamId);
  requirePermission(context, 'view.share', team.unit_id);
  return { scope, team_id: team.id };
}
