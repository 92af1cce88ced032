import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { TextField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { toast } from '../../shared/toasts.tsx';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

/** Waives an obligation, with a reason that stands in its ledger. */
export default function WaiveDialog({ ticket, obligation, onClose }: DialogProps & { obligation: string }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const form = useForm({ reason: '' });
  const name = local(ticket.obligations.find((each) => each.id === obligation)?.name);
  const waive = useTicketAction(
    ticket.number,
    () => call('waiveObligation', { params: { number: ticket.number, id: obligation }, body: form.values }),
    () => {
      onClose();
      toast(t('waive.done'));
    },
  );
  return (
    <FormDialog
      title={t('waive.title', { name })}
      lead={t('waive.lead')}
      action={t('obligation.waive')}
      danger
      busy={waive.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => waive.mutate(undefined, { onError: form.fail })}
      onClose={onClose}
    >
      <TextField label={t('transfer.reason')} autoFocus maxLength={500} {...form.bind('reason')} />
    </FormDialog>
  );
}
