import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { toast } from '../shared/toasts.tsx';
import type { Mail } from './queries.ts';

interface BelongsDialogProps {
  mail: Mail;
  onDone: () => void;
  onClose: () => void;
}

/** A person says to which ticket a mail belongs. */
export default function BelongsDialog({ mail, onDone, onClose }: BelongsDialogProps) {
  const { t } = useTranslation();
  const form = useForm({ ticket: '' });
  const number = Number(form.values.ticket.replace(/^#/, ''));
  const assign = useMutation({
    mutationFn: () => call('assignMail', { params: { id: mail.id }, body: { ticket: number } }),
    onSuccess: (after) => {
      onDone();
      toast(after.reason ?? '');
    },
    onError: form.fail,
  });
  return (
    <FormDialog
      title={t('mail_in.belongs')}
      lead={t('mail_in.belongs_lead')}
      action={t('mail_in.belongs_action')}
      busy={assign.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => assign.mutate()}
      onClose={onClose}
    >
      <TextField label={t('mail_in.number')} inputMode="numeric" required {...form.bind('ticket')} />
    </FormDialog>
  );
}
