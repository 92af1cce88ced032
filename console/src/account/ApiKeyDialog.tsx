import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { CheckField, TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { MomentField } from '../shared/MomentField.tsx';
import SecretDialog from '../shared/SecretDialog.tsx';

const scopes = ['read', 'write', 'admin'] as const;

interface Values {
  name: string;
  read: boolean;
  write: boolean;
  admin: boolean;
  expires_at: string | null;
}

/** Creates an API key and shows it once. */
export default function ApiKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const form = useForm<Values>({ name: '', read: true, write: false, admin: false, expires_at: null });
  const chosen = scopes.filter((scope) => form.values[scope]);
  const create = useMutation({
    mutationFn: () =>
      call('createApiKey', {
        body: { name: form.values.name, scopes: chosen, expires_at: form.values.expires_at },
      }),
    onError: form.fail,
  });
  if (create.data)
    return (
      <SecretDialog
        title={t('account.your_key')}
        lead={t('account.your_key_lead')}
        secret={create.data.key}
        onClose={onClose}
      />
    );
  return (
    <FormDialog
      title={t('account.add_key')}
      action={t('account.create_key')}
      busy={create.isPending}
      disabled={chosen.length === 0}
      message={form.message}
      errors={form.errors}
      onSubmit={() => create.mutate()}
      onClose={onClose}
    >
      <TextField
        label={t('account.key_name')}
        help={t('account.key_name_help')}
        autoFocus
        {...form.bind('name')}
      />
      <fieldset className="segmented-field stack" style={{ gap: 6 }}>
        <legend className="field-label">{t('account.scopes')}</legend>
        <CheckField label={t('scope.read')} {...form.bind('read')} />
        <CheckField label={t('scope.write')} {...form.bind('write')} />
        <CheckField label={t('scope.admin')} {...form.bind('admin')} />
      </fieldset>
      <MomentField label={t('account.expires')} required={false} {...form.bind('expires_at')} />
    </FormDialog>
  );
}
