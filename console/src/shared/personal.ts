import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './api.ts';

type Items = { key: string; value: string }[];

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: async (): Promise<Items> => {
    const { items } = await call('myPreferences', {});
    for (const { key, value } of items) localStorage.setItem(storedAs(key), value);
    return items;
  },
  staleTime: 5 * 60_000,
});

const storedAs = (key: string) => `shouwen.mine.${key}`;
const waits = new Map<string, number>();
const settleAfter = 600;

/**
 * A choice that a person has on every machine (sizes of panes, density). The machine's own copy shows at once; the
 * server's follows. Setting it is felt at once and told to the server when it rests.
 */
export function usePersonal(key: string, fallback: string): [string, (value: string) => void] {
  const client = useQueryClient();
  const { data } = useQuery(preferencesQuery);
  const kept = data?.find((item) => item.key === key)?.value ?? localStorage.getItem(storedAs(key));
  return [
    kept ?? fallback,
    (value) => {
      localStorage.setItem(storedAs(key), value);
      client.setQueryData(preferencesQuery.queryKey, (items: Items = []) => [
        ...items.filter((item) => item.key !== key),
        { key, value },
      ]);
      window.clearTimeout(waits.get(key));
      const tell = () =>
        void call('setPreference', { params: { key }, body: { value } }).catch(() => undefined);
      waits.set(key, window.setTimeout(tell, settleAfter));
    },
  ];
}
