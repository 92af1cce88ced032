import type { Selectable } from 'kysely';
import type { Viewer } from '../people/viewer.ts';
import type { SavedViewTable } from './tables.ts';

export type ViewRow = Selectable<SavedViewTable>;

/** Whether somebody may use a saved view: one's own, one shared with all, or with a team of one's own. */
export function mayUse(viewer: Viewer, view: ViewRow): boolean {
  if (view.owner_id === viewer.userId || view.scope === 'all') return true;
  return view.scope === 'team' && view.team_id !== null && viewer.teams.includes(view.team_id);
}
