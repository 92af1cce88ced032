import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMatch } from 'react-router';
import { call } from '../shared/api.ts';

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: () => call('listViews', {}),
  staleTime: 5 * 60_000,
});

export interface ViewChoice {
  id: string;
  label: string;
}

/** The views that everybody has, in the order in which one works through them. */
export const builtInViews = [
  'mine',
  'first_contact',
  'my_teams',
  'unassigned',
  'overdue',
  'asked',
  'watching',
  'snoozed',
  'unfinished',
  'resolved',
  'all',
] as const;

/** The view that opens when none is named. */
export const firstView = 'mine';

/** A view as the server describes it; undefined until it is known. */
export function useView(id: string) {
  return useQuery(viewsQuery).data?.items.find((view) => view.id === id);
}

/** The built-in views, the saved ones that the viewer may use, and the one that is open. */
export function useViews(): { builtIn: ViewChoice[]; saved: ViewChoice[]; current: string } {
  const { t } = useTranslation();
  const { data } = useQuery(viewsQuery);
  const current = useMatch('/inbox/:view/*')?.params.view ?? firstView;
  const builtIn = builtInViews.map((id) => ({ id, label: t(`view.${id}`) }));
  const known = new Set<string>(builtInViews);
  const saved = (data?.items ?? [])
    .filter((view) => !known.has(view.id))
    .map((view) => ({ id: view.id, label: view.name }));
  return { builtIn, saved, current };
}
