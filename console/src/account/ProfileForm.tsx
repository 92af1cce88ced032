import { languages } from '@shouwen/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { CheckField, SelectField, TextField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { switchLanguage, textIfAny } from '../shared/i18n.ts';
import { languageOptions } from '../shared/languages.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { meQuery, useMe } from '../shared/session.ts';
import { useSingleKeys } from '../shared/shortcuts.ts';
import { TimeZoneField } from '../shared/TimeZoneField.tsx';
import { chooseTheme, useThemeChoice } from '../shared/theme.ts';
import { toast } from '../shared/toasts.tsx';

/** Name, language, time zone; appearance and keyboard of this machine. */
export function ProfileForm() {
  const { t } = useTranslation();
  const { user } = useMe();
  const client = useQueryClient();
  const theme = useThemeChoice();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const form = useForm({ name: user.name, language: user.language as string, time_zone: user.time_zone });
  const save = useMutation({
    mutationFn: () => {
      const language = languages.find((each) => each === form.values.language) ?? user.language;
      return call('changeMe', { body: { ...form.values, language } });
    },
    onSuccess: async (me) => {
      await switchLanguage(me.user.language);
      client.setQueryData(meQuery.queryKey, me);
      // in the language that was just chosen
      toast(textIfAny('common.saved'));
    },
    onError: form.fail,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <div className="narrow">
      <form className="form" onSubmit={submit} noValidate>
        <TextField label={t('field.name')} autoComplete="name" {...form.bind('name')} />
        <SelectField label={t('field.language')} options={languageOptions} {...form.bind('language')} />
        <TimeZoneField
          label={t('field.time_zone')}
          help={t('account.zone_help')}
          {...form.bind('time_zone')}
        />
        <FormMessage message={form.message} errors={form.errors} />
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
      <section className="panel" style={{ marginTop: 32 }}>
        <h2>{t('account.this_machine')}</h2>
        <Segmented
          label={t('menu.theme')}
          value={theme}
          onChange={chooseTheme}
          options={[
            { value: 'light', label: t('theme.light') },
            { value: 'dark', label: t('theme.dark') },
            { value: 'system', label: t('theme.system') },
          ]}
        />
        <CheckField
          label={t('account.single_keys')}
          help={t('account.single_keys_help')}
          value={singleKeys === 'on'}
          onChange={(on) => setSingleKeys(on ? 'on' : 'off')}
        />
      </section>
    </div>
  );
}
