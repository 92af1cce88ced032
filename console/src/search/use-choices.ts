import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useEntries } from '../shared/config.ts';
import { useDebounced } from '../shared/debounced.ts';
import { useLocalText } from '../shared/local-text.ts';
import { type Choice, choicesOf } from './choices.ts';
import { suggestionsQuery } from './queries.ts';

const pause = 120; // ms without a key before the server is asked

/** What is offered below the search box for what was typed; nothing is asked of the server while it is closed. */
export function useChoices(typed: string, open: boolean): Choice[] {
  const { t } = useTranslation();
  const local = useLocalText();
  const statuses = useEntries('statuses').map((entry) => local(entry.value.name));
  const settled = useDebounced(typed.trim(), pause);
  const { data } = useQuery({ ...suggestionsQuery(settled), enabled: open });
  const keys = [
    { key: t('search.key_from'), meaning: t('search.from_means') },
    { key: t('search.key_tag'), meaning: t('search.tag_means') },
    { key: t('search.key_subject'), meaning: t('search.subject_means') },
    { key: t('search.key_status'), meaning: t('search.status_means') },
    { key: t('search.key_before'), meaning: t('search.before_means') },
    { key: t('search.key_after'), meaning: t('search.after_means') },
  ];
  const fits = settled !== '' && typed.trim().startsWith(settled);
  return choicesOf(typed, { suggestions: fits ? (data ?? []) : [], statuses, keys });
}
