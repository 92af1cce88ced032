import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../../shared/api.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { TextField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { toast } from '../../shared/toasts.tsx';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

/** Opens a ticket of its own from one message. */
export default function SplitDialog({ ticket, message, onClose }: DialogProps & { message: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useForm({ subject: '' });
  const text = ticket.messages.find((each) => each.id === message)?.body ?? '';
  const split = useTicketAction(
    ticket.number,
    () =>
      call('splitMessage', {
        params: { number: ticket.number, message_id: message },
        body: { subject: form.values.subject },
      }),
    (opened) => {
      onClose();
      toast(t('split.done', { number: opened.number }), {
        action: { label: t('common.open'), run: () => navigate(`/tickets/${opened.number}`) },
      });
    },
  );
  return (
    <FormDialog
      title={t('split.title')}
      lead={t('split.lead')}
      action={t('split.action')}
      busy={split.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => split.mutate(undefined, { onError: form.fail })}
      onClose={onClose}
    >
      <blockquote className="quote prose">{text.slice(0, 400)}</blockquote>
      <TextField label={t('field.subject')} autoFocus maxLength={300} {...form.bind('subject')} />
    </FormDialog>
  );
}
