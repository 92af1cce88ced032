import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { hasStatus, problemOf } from '../shared/api.ts';
import { sayProblem } from '../shared/problem.ts';

/** The cache of everything fetched. A refusal to recognise us (401) anywhere leads back to the log-in. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      noticeSignOut(error);
      if (!mutation.options.onError) sayProblem(error);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // a refusal stays a refusal; only a lost connection or a broken server is worth another try
      retry: (count, error) => {
        const status = problemOf(error)?.status ?? 0;
        return count < 2 && (status === 0 || status >= 502);
      },
    },
  },
});

function noticeSignOut(error: unknown): void {
  if (hasStatus(error, 401)) queryClient.setQueryData(['me'], null);
  // demanded since the page was opened: the shell asks for it once it knows
  if (problemOf(error)?.code === 'second_factor_demanded')
    void queryClient.invalidateQueries({ queryKey: ['me'] });
}
