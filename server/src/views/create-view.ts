import type { ViewColumn, ViewGrouping, ViewSort } from '@shouwen/api';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { ViewRow } from './policy.ts';
import { readCondition } from './read-condition.ts';
import { type Audience, sharedWith } from './share-view.ts';

const limit = 200; // of one person

export interface NewView {
  name: string;
  scope: Audience;
  team_id?: string | null | undefined;
  condition?: unknown;
  sort?: ViewSort | undefined;
  columns?: ViewColumn[] | undefined;
  grouping?: ViewGrouping | null | undefined;
}

/**
 * Saves a view. Sharing it takes `view.share`: in the team's unit for a team, in any unit for all. A view shows each of
 * its users only what that one may see. Throws `Refusal` naming the place at which the condition cannot be read.
 */
export async function createView(tx: Tx, context: Context, input: NewView): Promise<ViewRow> {
  const { userId } = viewerOf(context);
  const condition = readCondition(context, input.condition);
  const audience = await sharedWith(tx, context, input.scope, input.team_id ?? null);
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
      ...audience,
      condition: JSON.stringify(condition),
      sort: input.sort ?? 'activity',
      columns: input.columns ?? [],
      grouping: input.grouping ?? null,
      created_at: context.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendEvent(tx, context, {
    kind: 'view.created',
    subject: { kind: 'view', id: view.id },
    data: { scope: view.scope, team: view.team_id, sort: view.sort, grouping: view.grouping },
    payload: { name: view.name, condition, columns: view.columns },
  });
  return view;
}
