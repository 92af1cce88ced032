import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

/**
 * A choice kept on this machine (panel folded, density): no record of the server, gone with the browser's storage.
 * Returns the value and its setter, in step everywhere on the page.
 */
export function usePreference<T extends string>(
  name: string,
  values: readonly T[],
  fallback: T,
): [T, (value: T) => void] {
  const key = `shouwen.${name}`;
  const read = () => {
    const found = localStorage.getItem(key);
    return values.find((value) => value === found) ?? fallback;
  };
  const value = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
  return [
    value,
    (next) => {
      localStorage.setItem(key, next);
      for (const listener of listeners) listener();
    },
  ];
}
