import type { ViewSort } from '@shouwen/api';
import { allOf, always, anyOf, type Condition } from '@shouwen/conditions';
import type { Viewer } from '../people/viewer.ts';

const unfinished: Condition = {
  field: 'status_category',
  in: ['new', 'open', 'waiting_for_customer', 'on_hold'],
};
const awake: Condition = { field: 'snoozed', is: false };

export interface BuiltInView {
  condition: (viewer: Viewer) => Condition;
  sort: ViewSort;
}
const view = (condition: BuiltInView['condition'], sort: ViewSort = 'activity'): BuiltInView => ({
  condition,
  sort,
});

/** The views that everybody has, by key, in the order in which one works through them. Clients name them (`view.<key>`). */
export const builtInViews: Readonly<Record<string, BuiltInView>> = {
  mine: view((viewer) => allOf({ field: 'assignee', is: viewer.userId }, unfinished, awake)),
  first_contact: view((viewer) =>
    allOf(
      { field: 'first_contact_owner', is: viewer.userId },
      anyOf(unfinished, { field: 'status_category', is: 'resolved' }),
      awake,
    ),
  ),
  my_teams: view((viewer) => allOf({ field: 'team', in: viewer.teams }, unfinished, awake)),
  unassigned: view(() => allOf({ field: 'assignee', set: false }, unfinished, awake)),
  // due times run on while a ticket is put away
  overdue: view(() => allOf({ field: 'overdue', is: true }, unfinished), 'due'),
  asked: view((viewer) => allOf({ field: 'asked', contains: viewer.userId }, unfinished)),
  watching: view((viewer) => ({ field: 'watchers', contains: viewer.userId })),
  snoozed: view((viewer) =>
    allOf(
      { field: 'snoozed', is: true },
      anyOf({ field: 'assignee', is: viewer.userId }, { field: 'team', in: viewer.teams }),
    ),
  ),
  unfinished: view(() => unfinished),
  resolved: view(() => ({ field: 'status_category', is: 'resolved' })),
  all: view(() => always),
};

/** The built-in view of a key; undefined when there is none. */
export function builtInView(key: string): BuiltInView | undefined {
  return Object.hasOwn(builtInViews, key) ? builtInViews[key] : undefined;
}
