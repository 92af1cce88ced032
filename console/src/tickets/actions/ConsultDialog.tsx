import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { copyText } from '../../shared/copy.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { AreaField, SelectField, TextField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { toast } from '../../shared/toasts.tsx';
import { UserPicker } from '../../shared/UserPicker.tsx';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

interface Values {
  user_id: string | null;
  name: string;
  email: string;
  question: string;
  due: string;
}
const hour = 60;
const day = 24 * hour;

/** Asks a colleague or an outside partner, with a due time of their own. The ticket stays where it is. */
export default function ConsultDialog({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { number } = ticket;
  const [whom, setWhom] = useState<'colleague' | 'partner'>('colleague');
  const form = useForm<Values>({ user_id: null, name: '', email: '', question: '', due: String(4 * hour) });
  const { user_id, name, email, question, due } = form.values;
  const ask = useTicketAction(
    number,
    () =>
      call('consult', {
        params: { number },
        body: {
          question,
          due_minutes: Number(due),
          ...(whom === 'colleague' ? { user_id: user_id ?? '' } : { partner: { name, email } }),
        },
      }),
    (asked) => {
      onClose();
      toast(t('consult.done', { name: asked.asked.name }), {
        action: { label: t('consult.copy_link'), run: () => void copyText(asked.url) },
      });
    },
  );
  function submit() {
    if (whom === 'colleague' && user_id === null) form.refuse({ user_id: t('form.choose') });
    else
      ask.mutate(undefined, { onError: form.failAs({ 'partner.name': 'name', 'partner.email': 'email' }) });
  }
  return (
    <FormDialog
      title={t('consult.dialog')}
      lead={t('consult.lead')}
      action={t('consult.ask')}
      busy={ask.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <Segmented
        label={t('consult.whom')}
        value={whom}
        onChange={setWhom}
        options={[
          { value: 'colleague', label: t('consult.colleague') },
          { value: 'partner', label: t('consult.partner') },
        ]}
      />
      {whom === 'colleague' ? (
        <UserPicker label={t('consult.colleague')} required {...form.bind('user_id')} />
      ) : (
        <div className="columns">
          <TextField label={t('field.name')} {...form.bind('name')} />
          <TextField label={t('auth.email')} type="email" {...form.bind('email')} />
        </div>
      )}
      <AreaField label={t('consult.question')} rows={4} {...form.bind('question')} />
      <SelectField
        label={t('consult.due')}
        options={[
          { value: String(hour), label: t('length.hours', { count: 1 }) },
          { value: String(4 * hour), label: t('length.hours', { count: 4 }) },
          { value: String(day), label: t('length.days', { count: 1 }) },
          { value: String(2 * day), label: t('length.days', { count: 2 }) },
          { value: String(5 * day), label: t('length.days', { count: 5 }) },
        ]}
        {...form.bind('due')}
      />
    </FormDialog>
  );
}
