import type { Sharing } from '@shouwen/api';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { lockManaged } from '../people/lock-people.ts';
import { requireManager } from '../people/policy.ts';
import { invalid, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { nobodyHas } from './waiting.query.ts';

/** How a team shares out from now on; what nobody has yet is shared out too. */
export async function setTeamSharing(tx: Tx, context: Context, id: string, sharing: Sharing): Promise<void> {
  requireManager(context);
  const team = await tx
    .selectFrom('team')
    .select('unit_id')
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!team) throw notFound('team');
  requireManager(context, team.unit_id);
  const before = await tx
    .selectFrom('assignment_team')
    .select('sharing')
    .where('org_id', '=', context.org)
    .where('team_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if ((before?.sharing ?? 'manual') === sharing) return;
  await tx
    .insertInto('assignment_team')
    .values({ org_id: context.org, team_id: id, sharing, last_user_id: null })
    .onConflict((clash) => clash.columns(['org_id', 'team_id']).doUpdateSet({ sharing }))
    .execute();
  if (sharing === 'manual')
    await tx
      .deleteFrom('assignment_wait')
      .where('org_id', '=', context.org)
      .where('team_id', '=', id)
      .execute();
  else await putAllInWait(tx, context, id);
  await appendEvent(tx, context, {
    kind: 'team.sharing_changed',
    subject: { kind: 'team', id },
    data: { from: before?.sharing ?? 'manual', to: sharing },
  });
}

async function putAllInWait(tx: Tx, context: Context, teamId: string): Promise<void> {
  const rows = (await nobodyHas(tx, context.org, { team: teamId })).map((ticket) => ({
    org_id: context.org,
    ticket_id: ticket.id,
    team_id: teamId,
    since: ticket.opened_at,
    next_at: context.now,
  }));
  for (let from = 0; from < rows.length; from += 1_000)
    await tx
      .insertInto('assignment_wait')
      .values(rows.slice(from, from + 1_000))
      .onConflict((clash) => clash.columns(['org_id', 'ticket_id']).doUpdateSet({ next_at: context.now }))
      .execute();
}

/** How many open tickets a person takes at most, and which skills they have. */
export async function setPersonSharing(
  tx: Tx,
  context: Context,
  id: string,
  given: { capacity: number | null; skills: readonly string[] },
): Promise<void> {
  await lockManaged(tx, context, id);
  const stranger = given.skills.findIndex((key) => !context.configuration.get('skills', key));
  if (stranger >= 0)
    throw invalid(`skills.${stranger}`, 'unknown_key', { key: given.skills[stranger] ?? '' });
  const before = await tx
    .selectFrom('assignment_person')
    .select(['capacity', 'skills'])
    .where('org_id', '=', context.org)
    .where('user_id', '=', id)
    .executeTakeFirst();
  const to = { capacity: given.capacity, skills: [...new Set(given.skills)].sort() };
  const from = { capacity: before?.capacity ?? null, skills: before?.skills ?? [] };
  if (JSON.stringify(from) === JSON.stringify(to)) return;
  await tx
    .insertInto('assignment_person')
    .values({ org_id: context.org, user_id: id, ...to })
    .onConflict((clash) => clash.columns(['org_id', 'user_id']).doUpdateSet(to))
    .execute();
  await appendEvent(tx, context, {
    kind: 'user.sharing_changed',
    subject: { kind: 'user', id },
    data: { from, to },
  });
}
