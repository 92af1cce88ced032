import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../shared/api.ts';
import { CustomerPicker } from '../shared/CustomerPicker.tsx';
import { FormDialog } from '../shared/Dialog.tsx';
import { useForm } from '../shared/form.tsx';
import { toast } from '../shared/toasts.tsx';
import type { FullCustomer } from './queries.ts';
import { useUndoCustomerMerge } from './use-undo-merge.ts';

/** Merges a double into the customer that stays; can be undone. */
export default function MergeCustomerDialog({
  customer,
  onClose,
}: {
  customer: FullCustomer;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const undo = useUndoCustomerMerge();
  const form = useForm<{ into: string | null }>({ into: null });
  const merge = useMutation({
    mutationFn: (into: string) => call('mergeCustomers', { params: { id: customer.id }, body: { into } }),
    onSuccess: (_, into) => {
      void client.invalidateQueries({ queryKey: ['customer'] });
      void client.invalidateQueries({ queryKey: ['customers'] });
      onClose();
      navigate(`/customers/${into}`);
      toast(t('customers.merge_done', { name: customer.name }), {
        action: { label: t('common.undo'), run: () => undo.mutate(customer.id) },
      });
    },
    onError: form.fail,
  });
  return (
    <FormDialog
      title={t('customers.merge_title', { name: customer.name })}
      lead={t('customers.merge_lead')}
      action={t('ticket.merge')}
      busy={merge.isPending}
      disabled={form.values.into === null}
      message={form.message}
      errors={form.errors}
      onSubmit={() => form.values.into && merge.mutate(form.values.into)}
      onClose={onClose}
    >
      <CustomerPicker
        label={t('customers.merge_into')}
        except={customer.id}
        autoFocus
        required
        {...form.bind('into')}
      />
    </FormDialog>
  );
}
