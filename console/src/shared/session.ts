import type { Permission, ResponseOf, Routes } from '@shouwen/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call, hasStatus } from './api.ts';

export type Me = ResponseOf<Routes['me']>;

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await call('me', {});
    } catch (error) {
      if (hasStatus(error, 401)) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** The signed-in person. Only below the shell, which renders nothing until somebody is signed in. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('useMe below the signed-in shell only');
  return data;
}

/** Whether the signed-in person holds a permission in at least one unit. The server decides again on each record. */
export function can(me: Me, permission: Permission): boolean {
  const units = me.permissions[permission];
  return units === 'all' || (Array.isArray(units) && units.length > 0);
}

/** `can` of the signed-in person. */
export function useCan(): (permission: Permission) => boolean {
  const me = useMe();
  return (permission) => can(me, permission);
}

/** The time zone in which times are shown: the signed-in person's, else the browser's. */
export function useTimeZone(): string {
  const { data } = useQuery({ ...meQuery, enabled: false });
  return data?.user.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
