import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { CheckField, TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { toast } from '../shared/toasts.tsx';
import { type Provider, providersQuery } from './providers.ts';

/** A provider of identity: where it is, as whom we ask it, and what its word counts for. */
export default function ProviderDialog({ provider, onClose }: { provider?: Provider; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({
    name: provider?.name ?? '',
    issuer: provider?.issuer ?? '',
    client_id: provider?.client_id ?? '',
    client_secret: '',
    active: provider?.active ?? true,
    create_people: provider?.create_people ?? false,
    asks_second_factor: provider?.asks_second_factor ?? false,
  });
  const save = useMutation({
    mutationFn: () => {
      const { client_secret, ...rest } = form.values;
      if (!provider) return call('createSignInProvider', { body: { ...rest, client_secret } });
      const body = { ...rest, ...(client_secret === '' ? {} : { client_secret }) };
      return call('changeSignInProvider', { params: { id: provider.id }, body });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: providersQuery.queryKey });
      toast(t('common.saved'));
      onClose();
    },
    onError: form.fail,
  });
  return (
    <FormDialog
      title={provider?.name ?? t('settings.add_provider')}
      lead={t('settings.provider_lead')}
      action={t('common.save')}
      busy={save.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => {
        form.clearMessage();
        save.mutate();
      }}
      onClose={onClose}
    >
      <p className="small soft">
        {t('settings.redirect_uri')}
        <br />
        <code className="mono break">{provider?.redirect_uri ?? `${location.origin}/login/provider`}</code>
      </p>
      <TextField
        label={t('settings.name')}
        help={t('settings.provider_name_help')}
        autoFocus
        {...form.bind('name')}
      />
      <TextField
        label={t('settings.issuer')}
        help={t('settings.issuer_help')}
        type="url"
        spellCheck={false}
        {...form.bind('issuer')}
      />
      <TextField
        label={t('settings.client_id')}
        autoComplete="off"
        spellCheck={false}
        {...form.bind('client_id')}
      />
      <TextField
        label={t('settings.client_secret')}
        {...(provider ? { help: t('settings.client_secret_help'), required: false } : {})}
        type="password"
        autoComplete="off"
        {...form.bind('client_secret')}
      />
      <CheckField
        label={t('settings.asks_second_factor')}
        help={t('settings.asks_second_factor_help')}
        {...form.bind('asks_second_factor')}
      />
      <CheckField
        label={t('settings.create_people')}
        help={t('settings.create_people_help')}
        {...form.bind('create_people')}
      />
      <CheckField label={t('common.active')} {...form.bind('active')} />
    </FormDialog>
  );
}
