import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';
import type { NewView } from './create-view.ts';
import { lockOwnView } from './own-view.ts';
import type { ViewRow } from './policy.ts';
import { readCondition } from './read-condition.ts';
import { sharedWith } from './share-view.ts';

export type ViewChanges = { [K in keyof NewView]?: NewView[K] | undefined };

/**
 * Changes a view of one’s own; what is left out stays. Whom it is for is judged as when a view is saved: a shared one, which
 * others work with, is changed only by who may share.
 */
export async function changeView(
  tx: Tx,
  context: Context,
  id: string,
  changes: ViewChanges,
): Promise<ViewRow> {
  const before = await lockOwnView(tx, context, id);
  const condition =
    changes.condition === undefined ? before.condition : readCondition(context, changes.condition);
  const scope = changes.scope ?? before.scope;
  const teamId = changes.team_id === undefined ? before.team_id : changes.team_id;
  const audience = await sharedWith(tx, context, scope, teamId);
  const after = await tx
    .updateTable('saved_view')
    .set({
      name: changes.name ?? before.name,
      ...audience,
      condition: JSON.stringify(condition),
      sort: changes.sort ?? before.sort,
      columns: changes.columns ?? before.columns,
      grouping: changes.grouping === undefined ? before.grouping : changes.grouping,
    })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const shown = ({ scope, team_id: team, sort, grouping }: ViewRow) => ({ scope, team, sort, grouping });
  await appendEvent(tx, context, {
    kind: 'view.changed',
    subject: { kind: 'view', id },
    data: { from: shown(before), to: shown(after) },
    payload: { name: after.name, condition, columns: after.columns },
  });
  return after;
}
