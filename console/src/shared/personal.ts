import { queryOptions, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { call } from './api.ts';

const prefix = 'shouwen.mine.';
const settleAfter = 600;
const listeners = new Set<() => void>();
/** what was chosen here and is not told to the server yet, by key */
const untold = new Map<string, number>();

const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: async () => {
    const { items } = await call('myPreferences', {});
    takeOver(new Map(items.map(({ key, value }) => [key, value])));
    return items;
  },
  staleTime: 5 * 60_000,
});

/** The server's word replaces this machine's, which may be of somebody else who sat here. */
function takeOver(kept: ReadonlyMap<string, string>): void {
  for (const stored of Object.keys(localStorage)) {
    const key = stored.slice(prefix.length);
    if (stored.startsWith(prefix) && !kept.has(key) && !untold.has(key)) localStorage.removeItem(stored);
  }
  for (const [key, value] of kept) if (!untold.has(key)) localStorage.setItem(prefix + key, value);
  for (const listener of listeners) listener();
}

/**
 * A choice that a person has on every machine (sizes of panes, density). The machine's copy shows at once, the server's
 * follows. A change is felt at once, and told to the server when it rests.
 */
export function usePersonal(key: string, fallback: string): [string, (value: string) => void] {
  useQuery(preferencesQuery);
  const value = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(prefix + key) ?? fallback,
  );
  return [value, (next) => choose(key, next)];
}

function choose(key: string, value: string): void {
  localStorage.setItem(prefix + key, value);
  for (const listener of listeners) listener();
  window.clearTimeout(untold.get(key));
  const tell = () => {
    const forget = () => untold.delete(key);
    void call('setPreference', { params: { key }, body: { value } }).then(forget, forget);
  };
  untold.set(key, window.setTimeout(tell, settleAfter));
}
