import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useFormat } from '../shared/format.ts';

const countsQuery = queryOptions({
  queryKey: ['view-counts'],
  queryFn: ({ signal }) => call('countViews', {}, { signal }),
  placeholderData: (before) => before,
});

/** How many tickets a view holds, as it is shown and as it is read out. */
export interface ViewNumber {
  /** `12`, or `999+` where the server stopped counting */
  text: string;
  words: string;
  none: boolean;
}

/** The number of each view by its id; a view that cannot be counted has none. */
export function useViewNumbers(): ReadonlyMap<string, ViewNumber> {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(countsQuery);
  return new Map(
    (data?.items ?? []).flatMap(({ id, count, capped }): [string, ViewNumber][] => {
      if (count === null) return [];
      const text = capped ? t('views.more_than', { n: format.number(count) }) : format.number(count);
      const words = t(capped ? 'builder.count_more' : 'builder.count', { count });
      return [[id, { text, words, none: count === 0 }]];
    }),
  );
}
