import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { AreaField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { toast } from '../../shared/toasts.tsx';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

/** Answers a question that a colleague asked. */
export default function AnswerDialog({
  ticket,
  consultation,
  onClose,
}: DialogProps & { consultation: string }) {
  const { t } = useTranslation();
  const form = useForm({ body: '' });
  const asked = ticket.consultations.find((each) => each.id === consultation);
  const answer = useTicketAction(
    ticket.number,
    () =>
      call('answerConsultation', {
        params: { number: ticket.number, consultation_id: consultation },
        body: form.values,
      }),
    () => {
      onClose();
      toast(t('consult.answered'));
    },
  );
  return (
    <FormDialog
      title={t('consult.answer_title', { name: asked?.asked_by.name ?? '' })}
      action={t('consult.answer')}
      busy={answer.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => answer.mutate(undefined, { onError: form.fail })}
      onClose={onClose}
    >
      <blockquote className="quote prose">{asked?.question}</blockquote>
      <AreaField label={t('consult.your_answer')} rows={5} {...form.bind('body')} />
    </FormDialog>
  );
}
