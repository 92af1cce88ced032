import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { CheckField, TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import SecretDialog from '../shared/SecretDialog.tsx';
import type { Webhook } from './queries.ts';

interface WebhookDialogProps {
  /** absent: a new one, whose signing secret is shown once */
  hook?: Webhook;
  onClose: () => void;
}

/** Adds a webhook or changes one. */
export default function WebhookDialog({ hook, onClose }: WebhookDialogProps) {
  const { t } = useTranslation();
  const form = useForm({
    url: hook?.url ?? 'https://',
    description: hook?.description ?? '',
    events: hook?.events.join(', ') ?? 'ticket.*',
    active: hook?.active ?? true,
  });
  const save = useMutation({
    mutationFn: async () => {
      const body = {
        url: form.values.url.trim(),
        description: form.values.description,
        active: form.values.active,
        events: form.values.events.split(/[\s,，;]+/).filter((event) => event !== ''),
      };
      if (!hook) return (await call('createWebhook', { body })).secret;
      await call('changeWebhook', { params: { id: hook.id }, body });
      return null;
    },
    onSuccess: (secret) => {
      if (secret === null) onClose();
    },
    onError: form.fail,
  });
  if (save.data)
    return (
      <SecretDialog
        title={t('webhook.secret')}
        lead={t('webhook.secret_lead')}
        secret={save.data}
        onClose={onClose}
      />
    );
  return (
    <FormDialog
      title={hook ? t('webhook.edit') : t('webhook.add')}
      action={t('common.save')}
      busy={save.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField label={t('webhook.url')} type="url" autoFocus {...form.bind('url')} />
      <TextField label={t('webhook.events')} help={t('webhook.events_help')} {...form.bind('events')} />
      <TextField
        label={t('webhook.description')}
        required={false}
        maxLength={200}
        {...form.bind('description')}
      />
      <CheckField label={t('common.active')} {...form.bind('active')} />
    </FormDialog>
  );
}
