import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { call } from '../shared/api.ts';
import { TextField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { meQuery } from '../shared/session.ts';
import { AuthFrame } from './AuthFrame.tsx';

/** Log-in with mail address and password. Leads to the set-up while there is no administrator yet. */
export default function SignInPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const form = useForm({ email: '', password: '' });
  const [busy, setBusy] = useState(false);
  const { data: setup } = useQuery({ queryKey: ['setup'], queryFn: () => call('setupState', {}) });

  const { data: me, isPending } = useQuery(meQuery);
  const target = safeTarget(query.get('from'));
  if (setup?.needed) return <Navigate to="/setup" replace />;
  if (me) return <Navigate to={target} replace />;
  // who is signed in already must not see the form flash by
  if (isPending) return null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    form.clearMessage();
    try {
      const signedIn = await call('signIn', { body: form.values });
      // nothing of whoever was here before
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'setup' });
      client.setQueryData(meQuery.queryKey, signedIn);
      navigate(target, { replace: true });
    } catch (error) {
      form.fail(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <AuthFrame title={t('auth.sign_in')}>
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={t('auth.email')}
          type="email"
          autoComplete="username"
          autoFocus
          {...form.bind('email')}
        />
        <TextField
          label={t('auth.password')}
          type="password"
          autoComplete="current-password"
          {...form.bind('password')}
        />
        <FormMessage message={form.message} errors={form.errors} />
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {t('auth.sign_in')}
        </Button>
        <p className="help">{t('auth.forgotten')}</p>
      </form>
    </AuthFrame>
  );
}

/** Only an address of this console; anything else leads to the inbox. */
function safeTarget(from: string | null): string {
  return from?.startsWith('/') && !from.startsWith('//') ? from : '/inbox';
}
