import type { ResponseOf, Routes } from '@shouwen/api';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';

export type Team = ResponseOf<Routes['listTeams']>['items'][number];
export type Unit = ResponseOf<Routes['listUnits']>['items'][number];
export type StaffMember = ResponseOf<Routes['listUsers']>['items'][number];

/** All teams; the pickers offer the active ones. */
export const allTeamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async () => (await call('listTeams', {})).items,
  staleTime: 5 * 60_000,
});

/** The active teams. */
export const teamsQuery = queryOptions({
  ...allTeamsQuery,
  select: (teams: Team[]) => teams.filter((team) => team.active),
});

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: async () => (await call('listUnits', {})).items,
  staleTime: 5 * 60_000,
});

/** Active staff by a part of the name or mail address. */
export const staffSearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['staff', 'search', q],
    queryFn: async ({ signal }) =>
      (await call('listUsers', { query: { limit: 20, state: 'active', ...(q ? { q } : {}) } }, { signal }))
        .items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** One member of staff. */
export const staffMemberQuery = (id: string) =>
  queryOptions({
    queryKey: ['user', id],
    queryFn: ({ signal }) => call('getUser', { params: { id } }, { signal }),
  });
