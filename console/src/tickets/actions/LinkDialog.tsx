import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { SelectField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { toast } from '../../shared/toasts.tsx';
import { TicketField } from '../TicketField.tsx';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

const kinds = ['related', 'child_of', 'incident_of'] as const;
type Kind = (typeof kinds)[number];

/** Links this ticket with another one. */
export default function LinkDialog({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { number } = ticket;
  const form = useForm<{ kind: Kind; to: string }>({ kind: 'related', to: '' });
  const to = Number(form.values.to.replace('#', ''));
  const link = useTicketAction(
    number,
    () => call('linkTickets', { params: { number }, body: { kind: form.values.kind, to } }),
    () => {
      onClose();
      toast(t('link.done'));
    },
  );
  return (
    <FormDialog
      title={t('link.dialog', { number })}
      action={t('ticket.link')}
      busy={link.isPending}
      disabled={!Number.isInteger(to) || to < 1}
      message={form.message}
      errors={form.errors}
      onSubmit={() => link.mutate(undefined, { onError: form.fail })}
      onClose={onClose}
    >
      <SelectField
        label={t('link.this_ticket_is')}
        options={kinds.map((kind) => ({ value: kind, label: t(`link.${kind}_from`) }))}
        value={form.values.kind}
        onChange={(value) => form.set({ kind: kinds.find((kind) => kind === value) ?? 'related' })}
      />
      <TicketField label={t('link.other')} except={number} {...form.bind('to')} />
    </FormDialog>
  );
}
