import { allOf, anyOf, type Condition } from '@shouwen/conditions';
import type { Viewer } from '../people/viewer.ts';

const unfinished: Condition = {
  field: 'status_category',
  in: ['new', 'open', 'waiting_for_customer', 'on_hold'],
};
const awake: Condition = { field: 'snoozed', is: false };

/** The views that everybody has, by key; their names are texts of the console (`view.<key>`). */
export const builtInViews: Record<string, (viewer: Viewer) => Condition> = {
  mine: (viewer) => allOf({ field: 'assignee', is: viewer.userId }, unfinished, awake),
  first_contact: (viewer) =>
    allOf(
      { field: 'first_contact_owner', is: viewer.userId },
      anyOf(unfinished, { field: 'status_category', is: 'resolved' }),
    ),
  unassigned: () => allOf({ field: 'assignee', set: false }, unfinished, awake),
  my_teams: (viewer) => allOf({ field: 'team', in: viewer.teams }, unfinished, awake),
  overdue: () => allOf({ field: 'overdue', is: true }, unfinished),
  watching: (viewer) => allOf({ field: 'watchers', contains: viewer.userId }),
  unfinished: () => unfinished,
  resolved: () => ({ field: 'status_category', is: 'resolved' }),
  all: () => ({ all: [] }),
};
