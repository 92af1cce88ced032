import { Button } from 'antd';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { TextField } from '../../shared/fields.tsx';
import { FormMessage, useForm } from '../../shared/form.tsx';
import { MomentField } from '../../shared/MomentField.tsx';
import { UserPicker } from '../../shared/UserPicker.tsx';
import { useTicketAction } from '../actions/use-action.ts';

interface TaskValues {
  title: string;
  assignee_id: string | null;
  due_at: string | null;
}

/** A new task: what, who, by when. */
export function TaskForm({ number, onDone }: { number: number; onDone: () => void }) {
  const { t } = useTranslation();
  const form = useForm<TaskValues>({ title: '', assignee_id: null, due_at: null });
  const add = useTicketAction(
    number,
    () => call('addTask', { params: { number }, body: form.values }),
    onDone,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(undefined, { onError: form.fail });
  };
  return (
    <form className="form inset-form" onSubmit={submit} noValidate>
      <TextField label={t('task.what')} autoFocus {...form.bind('title')} />
      <UserPicker label={t('task.who')} required={false} {...form.bind('assignee_id')} />
      <MomentField label={t('task.when')} required={false} {...form.bind('due_at')} />
      <FormMessage message={form.message} errors={form.errors} />
      <div className="row">
        <Button type="primary" htmlType="submit" size="small" loading={add.isPending}>
          {t('task.add')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
