import { type Condition, ConditionError, formatPath, parseCondition } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { findTeam } from '../people/find-people.ts';
import { requirePermission, viewerOf } from '../people/viewer.ts';
import { conflict, invalid } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { ticketFields } from '../tickets/fields.ts';
import type { ViewRow } from './policy.ts';
import type { Sort } from './tables.ts';

const limit = 200; // of one person

export interface NewView {
  name: string;
  scope: 'private' | 'team' | 'all';
  team_id?: string | null | undefined;
  condition?: unknown;
  sort?: Sort | undefined;
}

/**
 * Saves a view. Sharing it takes `view.share`: in the team's unit for a team, in any unit for all. A view shows each of
 * its users only what that one may see. Throws `Refusal` naming the place at which the condition cannot be read.
 */
export async function createView(tx: Tx, context: Context, input: NewView): Promise<ViewRow> {
  const { userId } = viewerOf(context);
  const condition = readCondition(context, input.condition);
  if (input.scope === 'all') requirePermission(context, 'view.share');
  const team = input.scope === 'team' ? await teamOf(tx, context, input.team_id ?? null) : null;
  const own = await tx
    .selectFrom('saved_view')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('org_id', '=', context.org)
    .where('owner_id', '=', userId)
    .executeTakeFirstOrThrow();
  if (own.count >= limit) throw conflict('too_many_views', { params: { limit } });
  const view = await tx
    .insertInto('saved_view')
    .values({
      org_id: context.org,
      id: newId(context.now),
      name: input.name,
      owner_id: userId,
      scope: input.scope,
      team_id: team,
      condition: JSON.stringify(condition),
      sort: input.sort ?? 'activity',
      created_at: context.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendEvent(tx, context, {
    kind: 'view.created',
    subject: { kind: 'view', id: view.id },
    data: { scope: view.scope, team: view.team_id, sort: view.sort },
    payload: { name: view.name, condition },
  });
  return view;
}

function readCondition(context: Context, given: unknown): Condition {
  try {
    return parseCondition(given, ticketFields(context.configuration));
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const at = formatPath(error.path);
    throw invalid(at ? `condition.${at}` : 'condition', 'condition_wrong', { message: error.message });
  }
}

async function teamOf(tx: Tx, context: Context, id: string | null): Promise<string> {
  if (id === null) throw invalid('team_id', 'field_required');
  const team = await findTeam(tx, context, id);
  requirePermission(context, 'view.share', team.unit_id);
  return team.id;
}
