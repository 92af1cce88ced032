import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { call, problemOf } from '../shared/api.ts';
import { TextField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { Icon } from '../shared/icons.tsx';
import { type Me, meQuery } from '../shared/session.ts';
import { AuthFrame } from './AuthFrame.tsx';
import { goToProvider } from './provider-visit.ts';
import { type Factors, SecondStep } from './SecondStep.tsx';
import { safeTarget, welcomed } from './welcome.ts';

/** Log-in with mail address and password, or a passkey. Leads to the set-up while there is no administrator yet. */
export default function SignInPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const form = useForm({ email: '', password: '' });
  const [busy, setBusy] = useState(false);
  const [second, setSecond] = useState<Factors | null>(null);
  const { data: setup } = useQuery({ queryKey: ['setup'], queryFn: () => call('setupState', {}) });
  const ways = useQuery({ queryKey: ['sign-in'], queryFn: () => call('signInMethods', {}) });

  const { data: me, isPending } = useQuery(meQuery);
  const target = safeTarget(query.get('from'));
  if (setup?.needed) return <Navigate to="/setup" replace />;
  if (me) return <Navigate to={target} replace />;
  // who is signed in already must not see the form flash by
  if (isPending) return null;

  function welcome(signedIn: Me) {
    welcomed(client, signedIn);
    navigate(target, { replace: true });
  }
  async function byPasskey() {
    const { askForPasskey } = await import('./webauthn.ts');
    const { options } = await call('passkeyOptions', {});
    const response = await askForPasskey(options);
    if (response) welcome(await call('signInWithPasskey', { body: { response } }));
  }
  async function doing(work: () => Promise<void>) {
    setBusy(true);
    form.clearMessage();
    try {
      await work();
    } catch (error) {
      const factors = problemOf(error)?.code === 'second_factor_needed' && problemOf(error)?.current;
      if (factors) setSecond(factors as Factors);
      else form.fail(error);
    } finally {
      setBusy(false);
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void doing(async () => welcome(await call('signIn', { body: form.values })));
  };

  if (second)
    return (
      <AuthFrame title={t('auth.second_step')} lead={t('auth.second_step_lead')}>
        <SecondStep
          factors={second}
          onPasskey={byPasskey}
          onSignedIn={welcome}
          onBack={() => {
            form.reset({ email: '', password: '' });
            setSecond(null);
          }}
        />
      </AuthFrame>
    );
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
        {ways.data?.passkey && (
          <Button
            size="large"
            icon={<Icon name="key" />}
            disabled={busy}
            onClick={() => void doing(byPasskey)}
          >
            {t('auth.with_passkey')}
          </Button>
        )}
        {ways.data?.providers.map((provider) => (
          <Button
            key={provider.id}
            size="large"
            icon={<Icon name="out" />}
            disabled={busy}
            onClick={() => void doing(() => goToProvider(provider.id, target))}
          >
            {t('auth.with_provider', { name: provider.name })}
          </Button>
        ))}
        <p className="help">{t('auth.forgotten')}</p>
      </form>
    </AuthFrame>
  );
}
