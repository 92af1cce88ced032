import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { TextField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { toast } from '../shared/toasts.tsx';

const empty = { current: '', password: '', again: '' };

/** Changes my password; my other sessions end with it. */
export function PasswordForm() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm(empty);
  const change = useMutation({
    mutationFn: () =>
      call('changePassword', { body: { current: form.values.current, password: form.values.password } }),
    onSuccess: () => {
      form.reset(empty);
      void client.invalidateQueries({ queryKey: ['my-sessions'] });
      toast(t('account.password_changed'));
    },
    onError: form.fail,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.clearMessage();
    if (form.values.password !== form.values.again) form.refuse({ again: t('auth.not_the_same') });
    else change.mutate();
  };
  return (
    <form className="form narrow" onSubmit={submit} noValidate>
      <p className="soft">{t('account.password_lead')}</p>
      <TextField
        label={t('account.current_password')}
        type="password"
        autoComplete="current-password"
        {...form.bind('current')}
      />
      <TextField
        label={t('reset.new_password')}
        help={t('auth.password_rule')}
        type="password"
        autoComplete="new-password"
        {...form.bind('password')}
      />
      <TextField
        label={t('reset.again')}
        type="password"
        autoComplete="new-password"
        {...form.bind('again')}
      />
      <FormMessage message={form.message} errors={form.errors} />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('reset.save')}
        </Button>
      </div>
    </form>
  );
}
