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
 * oldest. Throws `Refusal` when there is none. The row is held to the end of the transaction, so that the team cannot
 * be deactivated, or get another lead, behind the back of the ticket that is being put there.
 */
export async function findTeam(tx: Tx, context: Context, id: string | null): Promise<FoundTeam> {
  const wanted =
    id ?? context.viewer?.teams[0] ?? context.configuration.setting<string | null>('default_team', null);
  const base = tx
    .selectFrom('team')
    .select(['id', 'unit_id', 'lead_id'])
    .where('org_id', '=', context.org)
    .where('deactivated_at', 'is', null)
    .forKeyShare();
  if (wanted) {
    const team = await base.where('id', '=', wanted).executeTakeFirst();
    if (team) return team;
    if (id) throw invalid('team_id', 'team_unknown');
  }
  const oldest = await base.orderBy('created_at').orderBy('id').limit(1).executeTakeFirst();
  if (!oldest) throw new Refusal('conflict', 'no_team');
  return oldest;
}

/**
 * Refuses an id that is no active member of staff, naming the field. The row is held to the end of the transaction:
 * whoever is given something now is not deactivated before it is written.
 */
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
    .forKeyShare()
    .executeTakeFirst();
  if (!user) throw invalid(field, 'user_unknown');
  return user;
}

/** Refuses an id that is no member of staff, invited or active, naming the field. Held as above. */
export async function requireStaff(tx: Tx, context: Context, id: string, field: string): Promise<void> {
  const user = await tx
    .selectFrom('user_account')
    .select('id')
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('state', '<>', 'deactivated')
    .forKeyShare()
    .executeTakeFirst();
  if (!user) throw invalid(field, 'user_unknown');
}

/**
 * Who stands for each of these people: themselves while active, else the successor who took over from them, or from
 * that one in turn; null when nobody did. The rows are held to the end of the transaction.
 */
export async function whoStandsFor(
  tx: Tx,
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const result = new Map<string, string | null>();
  for (const id of [...new Set(ids)].sort()) result.set(id, await standInFor(tx, context, id));
  return result;
}

async function standInFor(tx: Tx, context: Context, id: string): Promise<string | null> {
  const seen = new Set<string>(); // two who left one after the other may name each other
  for (let next: string | null = id; next !== null && !seen.has(next); ) {
    seen.add(next);
    const row: { state: string; successor_id: string | null } | undefined = await tx
      .selectFrom('user_account')
      .select(['state', 'successor_id'])
      .where('org_id', '=', context.org)
      .where('id', '=', next)
      .forKeyShare()
      .executeTakeFirst();
    if (row?.state === 'active') return next;
    next = row?.successor_id ?? null;
  }
  return null;
}
