import type { SectionName } from '@shouwen/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { configQuery, type Entry } from '../shared/config.ts';
import { sayProblem } from '../shared/problem.ts';
import { toast } from '../shared/toasts.tsx';

/** Takes the local layer of an entry away: back to the pack's value, or gone when there is none. Can be undone. */
export function useBackToPack<S extends SectionName>(section: S) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: configQuery.queryKey });
  const restore = useMutation({
    mutationFn: (entry: Entry<S>) =>
      call('putConfigEntry', { params: { section, key: entry.key }, body: { value: { ...entry.value } } }),
    onSuccess: refresh,
    onError: sayProblem,
  });
  return useMutation({
    mutationFn: (entry: Entry<S>) => call('deleteConfigEntry', { params: { section, key: entry.key } }),
    onSuccess: (_, entry) => {
      refresh();
      toast(entry.origin === 'local' ? t('settings.removed') : t('settings.pack_again'), {
        action: { label: t('common.undo'), run: () => restore.mutate(entry) },
      });
    },
    onError: sayProblem,
  });
}
