import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { TextField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { toast } from '../../shared/toasts.tsx';
import { UserPicker } from '../../shared/UserPicker.tsx';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

interface Values {
  user_id: string | null;
  reason: string;
}

/** Gives the ticket another first-contact owner: the exception, so always with a reason. */
export default function OwnerDialog({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const form = useForm<Values>({ user_id: null, reason: '' });
  const change = useTicketAction(
    ticket.number,
    (user: string) =>
      call('changeFirstContactOwner', {
        params: { number: ticket.number },
        body: { user_id: user, reason: form.values.reason },
      }),
    () => {
      onClose();
      toast(t('owner.done'));
    },
  );
  function submit() {
    if (form.values.user_id === null) form.refuse({ user_id: t('form.choose') });
    else change.mutate(form.values.user_id, { onError: form.fail });
  }
  return (
    <FormDialog
      title={t('ticket.change_owner')}
      lead={t('owner.lead')}
      action={t('owner.change')}
      busy={change.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <UserPicker label={t('ticket.first_contact_owner')} autoFocus required {...form.bind('user_id')} />
      <TextField label={t('transfer.reason')} maxLength={500} {...form.bind('reason')} />
    </FormDialog>
  );
}
