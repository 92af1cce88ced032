import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { call } from '../shared/api.ts';
import { SelectField, TextField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { currentLanguage, switchLanguage } from '../shared/i18n.ts';
import { languageOptions } from '../shared/languages.ts';
import { Bones, Broken } from '../shared/States.tsx';
import { meQuery } from '../shared/session.ts';
import { AuthFrame } from './AuthFrame.tsx';

/** The first page of an empty installation: the first administrator and the organisation's name. */
export default function SetupPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({ queryKey: ['setup'], queryFn: () => call('setupState', {}) });
  const form = useForm({ organisation: '', name: '', email: '', password: '' });
  const [busy, setBusy] = useState(false);
  if (error) return <Broken error={error} retry={refetch} />;
  if (!data) return <Bones />;
  if (!data.needed) return <Navigate to="/login" replace />;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    form.clearMessage();
    try {
      const me = await call('setup', {
        body: {
          ...form.values,
          language: currentLanguage(),
          time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      });
      client.setQueryData(['setup'], { needed: false });
      client.setQueryData(meQuery.queryKey, me);
      navigate('/first-steps', { replace: true });
    } catch (failure) {
      form.fail(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <AuthFrame title={t('setup.title')} lead={t('setup.lead')}>
      <form className="form" onSubmit={submit} noValidate>
        <SelectField
          label={t('setup.language')}
          options={languageOptions}
          value={currentLanguage()}
          onChange={(value) => {
            if (value === 'zh' || value === 'en' || value === 'es') void switchLanguage(value);
          }}
        />
        <TextField
          label={t('setup.organisation')}
          autoFocus
          autoComplete="organization"
          {...form.bind('organisation')}
        />
        <TextField label={t('setup.name')} autoComplete="name" {...form.bind('name')} />
        <TextField label={t('auth.email')} type="email" autoComplete="username" {...form.bind('email')} />
        <TextField
          label={t('auth.password')}
          help={t('auth.password_rule')}
          type="password"
          autoComplete="new-password"
          {...form.bind('password')}
        />
        <FormMessage message={form.message} errors={form.errors} />
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {t('setup.create')}
        </Button>
      </form>
    </AuthFrame>
  );
}
