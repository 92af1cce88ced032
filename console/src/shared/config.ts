import type { ResponseOf, Routes, SectionName, SectionValue, StatusCategory } from '@shouwen/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from './api.ts';
import { useLocalText } from './local-text.ts';

export type Configuration = ResponseOf<Routes['getConfiguration']>;

/** One entry of the configuration store with its value typed by its section. */
export interface Entry<S extends SectionName> {
  key: string;
  origin: string;
  version: string;
  local: boolean;
  value: SectionValue<S>;
}

export const configQuery = queryOptions({
  queryKey: ['configuration'],
  queryFn: () => call('getConfiguration', {}),
  staleTime: 5 * 60_000,
});

/** The entries of one section in their order. The server has checked each value against the section's schema. */
export function entriesOf<S extends SectionName>(config: Configuration | undefined, section: S): Entry<S>[] {
  const found = (config?.entries ?? [])
    .filter((entry) => entry.section === section)
    .map((entry) => ({ ...entry, value: entry.value as SectionValue<S> }));
  return found.sort((a, b) => orderOf(a.value) - orderOf(b.value) || a.key.localeCompare(b.key));
}

function orderOf(value: unknown): number {
  if (typeof value === 'object' && value !== null && 'order' in value && typeof value.order === 'number')
    return value.order;
  return 0;
}

/** The entries of one section of the configuration in force. */
export function useEntries<S extends SectionName>(section: S): Entry<S>[] {
  const { data } = useQuery(configQuery);
  return useMemo(() => entriesOf(data, section), [data, section]);
}

/** Names of configured things by key, in the user's language; an unknown key is shown as it is. */
export function useNames() {
  const { data } = useQuery(configQuery);
  const local = useLocalText();
  return useMemo(() => {
    const tables = {
      statuses: index(entriesOf(data, 'statuses')),
      types: index(entriesOf(data, 'types')),
      categories: index(entriesOf(data, 'categories')),
      fields: index(entriesOf(data, 'fields')),
      roles: index(entriesOf(data, 'roles')),
      // what is owed on tickets, and on the way of a request for instruction: their keys differ
      obligations: index([...entriesOf(data, 'obligations'), ...entriesOf(data, 'instruction_duties')]),
      macros: index(entriesOf(data, 'macros')),
      calendars: index(entriesOf(data, 'calendars')),
      policies: index(entriesOf(data, 'policies')),
      tiers: index(entriesOf(data, 'tiers')),
      automation_rules: index(entriesOf(data, 'automation_rules')),
    };
    const nameIn = (section: keyof typeof tables) => (key: string) => {
      const entry = tables[section].get(key);
      return entry ? local(entry.value.name) : key;
    };
    return {
      status: nameIn('statuses'),
      type: nameIn('types'),
      field: nameIn('fields'),
      role: nameIn('roles'),
      obligation: nameIn('obligations'),
      macro: nameIn('macros'),
      calendar: nameIn('calendars'),
      policy: nameIn('policies'),
      tier: nameIn('tiers'),
      rule: nameIn('automation_rules'),
      category(key: string): string {
        const path: string[] = [];
        const seen = new Set<string>();
        let at: string | null = key;
        while (at !== null && !seen.has(at)) {
          seen.add(at);
          path.unshift(nameIn('categories')(at));
          at = tables.categories.get(at)?.value.parent ?? null;
        }
        return path.join(' / ');
      },
      statusCategory: (key: string): StatusCategory | null =>
        tables.statuses.get(key)?.value.category ?? null,
    };
  }, [data, local]);
}

function index<E extends { key: string }>(entries: E[]): Map<string, E> {
  return new Map(entries.map((entry) => [entry.key, entry]));
}
