import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../../shared/api.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { TextField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { sayProblem } from '../../shared/problem.ts';
import { toast } from '../../shared/toasts.tsx';
import { useTicketChanged } from '../queries.ts';
import { TicketField } from '../TicketField.tsx';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

/** Merges this ticket into another one; can be undone at any time. */
export default function MergeDialog({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const changed = useTicketChanged();
  const form = useForm({ into: '', reason: '' });
  const { number } = ticket;
  const others = useQuery({
    queryKey: ['tickets', 'of-customer', ticket.customer.id],
    queryFn: async () =>
      (await call('listTickets', { query: { customer: ticket.customer.id, status: 'all', limit: 6 } })).items,
  });
  const undo = async () => {
    try {
      changed(number, await call('undoMerge', { params: { number } }));
      navigate(`/tickets/${number}`);
    } catch (error) {
      sayProblem(error);
    }
  };
  const merge = useTicketAction(
    number,
    (into: number) =>
      call('mergeTicket', {
        params: { number },
        body: { into, ...(form.values.reason.trim() ? { reason: form.values.reason.trim() } : {}) },
      }),
    (_, into) => {
      changed(into);
      onClose();
      navigate(`/tickets/${into}`);
      toast(t('merge.done', { from: number, into }), {
        action: { label: t('common.undo'), run: () => void undo() },
      });
    },
  );
  const into = Number(form.values.into.replace('#', ''));
  return (
    <FormDialog
      title={t('merge.title', { number })}
      lead={t('merge.lead')}
      action={t('ticket.merge')}
      busy={merge.isPending}
      disabled={!Number.isInteger(into) || into < 1}
      message={form.message}
      errors={form.errors}
      onSubmit={() => merge.mutate(into, { onError: form.fail })}
      onClose={onClose}
    >
      <TicketField
        label={t('merge.into')}
        except={number}
        suggestions={(others.data ?? []).filter((row) => row.number !== number)}
        {...form.bind('into')}
      />
      <TextField label={t('merge.reason')} required={false} maxLength={500} {...form.bind('reason')} />
    </FormDialog>
  );
}
