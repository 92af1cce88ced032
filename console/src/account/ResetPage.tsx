import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { call } from '../shared/api.ts';
import { TextField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { AuthFrame } from './AuthFrame.tsx';

/** Sets a password by the link of an invitation or a reset. */
export default function ResetPage() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  const form = useForm({ password: '', again: '' });
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (form.values.password !== form.values.again) {
      form.refuse({ again: t('auth.not_the_same') });
      return;
    }
    setBusy(true);
    form.clearMessage();
    try {
      await call('resetPassword', { params: { token }, body: { password: form.values.password } });
      setDone(true);
    } catch (error) {
      form.fail(error);
    } finally {
      setBusy(false);
    }
  }

  if (done)
    return (
      <AuthFrame title={t('reset.done')} lead={t('reset.done_help')}>
        <Link to="/login">{t('auth.sign_in')}</Link>
      </AuthFrame>
    );
  return (
    <AuthFrame title={t('reset.title')} lead={t('auth.password_rule')}>
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={t('reset.new_password')}
          type="password"
          autoComplete="new-password"
          autoFocus
          {...form.bind('password')}
        />
        <TextField
          label={t('reset.again')}
          type="password"
          autoComplete="new-password"
          {...form.bind('again')}
        />
        <FormMessage message={form.message} errors={form.errors} />
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {t('reset.save')}
        </Button>
      </form>
    </AuthFrame>
  );
}
