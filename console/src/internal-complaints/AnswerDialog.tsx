import type { InternalComplaint } from '@shouwen/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { AreaField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { toast } from '../shared/toasts.tsx';

/** The responsible manager says what was done about it. */
export function AnswerDialog({ complaint, onClose }: { complaint: InternalComplaint; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({ answer: '' });
  const answer = useMutation({
    mutationFn: () => call('answerInternalComplaint', { params: { id: complaint.id }, body: form.values }),
    onSuccess: () => {
      onClose();
      toast(t('internal_complaint.answer_sent'));
      void client.invalidateQueries({ queryKey: ['internal-complaints'] });
      void client.invalidateQueries({ queryKey: ['duties'] });
    },
    onError: form.fail,
  });
  return (
    <FormDialog
      title={t('internal_complaint.answer')}
      lead={complaint.facts}
      action={t('internal_complaint.answer')}
      busy={answer.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => answer.mutate()}
      onClose={onClose}
    >
      <AreaField label={t('internal_complaint.what_was_done')} required {...form.bind('answer')} />
    </FormDialog>
  );
}
