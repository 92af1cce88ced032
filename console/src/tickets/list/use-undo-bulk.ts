import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { toast } from '../../shared/toasts.tsx';
import { useTicketChanged } from '../queries.ts';

/** Takes a bulk change back and says what could be, and what somebody had changed since. */
export function useUndoBulk(): (id: string) => void {
  const { t } = useTranslation();
  const changed = useTicketChanged();
  const undo = useMutation({
    mutationFn: (id: string) => call('undoBulk', { params: { id } }),
    onSuccess: ({ results }) => {
      for (const each of results) if (each.ok) changed(each.number);
      const count = results.filter((each) => each.ok).length;
      const kept = results.filter((each) => !each.ok);
      if (kept.length === 0) toast(t('bulk.undone', { count }));
      else
        toast(
          t('bulk.undone_partly', {
            done: count,
            count: results.length,
            kept: kept.map((each) => `#${each.number}: ${each.problem}`).join(' · '),
          }),
          { tone: 'bad' },
        );
    },
  });
  return (id) => undo.mutate(id);
}
