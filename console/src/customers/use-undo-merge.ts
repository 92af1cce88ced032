import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { toast } from '../shared/toasts.tsx';

/** Takes a merged double out again. */
export function useUndoCustomerMerge() {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('undoCustomerMerge', { params: { id } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['customer'] });
      void client.invalidateQueries({ queryKey: ['customers'] });
      toast(t('customers.merge_undone'));
    },
  });
}
