import type { SavedView } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { type Viewer, viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { builtInViews } from './built-in-views.ts';
import type { ViewRow } from './policy.ts';
import { me, myTeams } from './reader-condition.ts';

type Shown = z.input<typeof SavedView>;

/** The built-in views, then those that the viewer saved or others shared, by name. */
export async function listViews(tx: Tx, context: Context): Promise<{ items: Shown[] }> {
  const viewer = viewerOf(context);
  const saved = await savedViews(tx, context);
  const anyReader = { ...viewer, userId: me, teams: [myTeams] };
  const builtIn = Object.entries(builtInViews).map(
    ([key, { condition, sort }]): Shown => ({
      id: key,
      name: key,
      builtin: true,
      scope: 'all',
      team_id: null,
      condition: condition(anyReader),
      mine: false,
      sort,
      columns: [],
      grouping: null,
    }),
  );
  return { items: [...builtIn, ...saved.map((view) => presentView(view, viewer))] };
}

/** The saved views that the viewer may use, by name. */
export async function savedViews(tx: Tx, context: Context): Promise<ViewRow[]> {
  const viewer = viewerOf(context);
  return tx
    .selectFrom('saved_view')
    .selectAll()
    .where('org_id', '=', context.org)
    .where((on) =>
      on.or([
        on('owner_id', '=', viewer.userId),
        on('scope', '=', 'all'),
        ...(viewer.teams.length > 0
          ? [on.and([on('scope', '=', 'team'), on('team_id', 'in', viewer.teams)])]
          : []),
      ]),
    )
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** A saved view as the API shows it. */
export function presentView(view: ViewRow, viewer: Viewer): Shown {
  return {
    id: view.id,
    name: view.name,
    builtin: false,
    scope: view.scope,
    team_id: view.team_id,
    condition: view.condition,
    mine: view.owner_id === viewer.userId,
    sort: view.sort,
    columns: view.columns,
    grouping: view.grouping,
  };
}
