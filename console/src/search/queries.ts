import type { Suggestion } from '@shouwen/api';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

/** What somebody may be about to type; while one types on, what was suggested for its beginning stays. */
export const suggestionsQuery = (typed: string) =>
  queryOptions({
    queryKey: ['suggestions', typed],
    queryFn: async ({ signal }): Promise<Suggestion[]> =>
      typed === '' ? [] : (await call('searchSuggestions', { query: { q: typed } }, { signal })).items,
    placeholderData: (before, of) =>
      of && typed.startsWith(String(of.queryKey[1])) && of.queryKey[1] !== '' ? before : undefined,
    staleTime: 10_000,
  });
