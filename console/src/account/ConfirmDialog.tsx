import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { Icon } from '../shared/icons.tsx';
import { Bones } from '../shared/States.tsx';
import { useMe } from '../shared/session.ts';
import { proveAtProvider } from './provider-visit.ts';

/** Asks for the password again, or whatever else proves who sits here, before something dangerous is done. */
export default function ConfirmDialog({ onDone }: { onDone: (confirmed: boolean) => void }) {
  const { t } = useTranslation();
  const { user } = useMe();
  const form = useForm({ password: '', code: '' });
  const [busy, setBusy] = useState(false);
  const ways = useQuery({ queryKey: ['confirm'], queryFn: () => call('confirmMethods', {}), gcTime: 0 });
  const proofs = ways.data?.proofs ?? [];
  const typed = proofs.includes('password') ? 'password' : proofs.includes('code') ? 'code' : null;

  async function prove(proof: () => Promise<boolean>) {
    setBusy(true);
    form.clearMessage();
    try {
      if (await proof()) onDone(true);
    } catch (error) {
      form.fail(error);
    } finally {
      setBusy(false);
    }
  }
  const byTyping = async () => {
    const { password, code } = form.values;
    await call('confirm', { body: typed === 'password' ? { password } : { code } });
    return true;
  };
  const byPasskey = async () => {
    const { askForPasskey } = await import('./webauthn.ts');
    const { options } = await call('confirmPasskeyOptions', {});
    const response = await askForPasskey(options);
    if (response) await call('confirmWithPasskey', { body: { response } });
    return response !== null;
  };
  return (
    <FormDialog
      title={t('confirm.title')}
      lead={t('confirm.lead')}
      action={t('confirm.confirm')}
      busy={busy}
      disabled={typed === null}
      message={form.message}
      errors={form.errors}
      width={440}
      onSubmit={() => void prove(byTyping)}
      onClose={() => onDone(false)}
    >
      {ways.isPending && <Bones lines={2} />}
      {typed === 'password' && (
        <>
          {/* tells password managers whose password it is */}
          <input
            className="sr"
            type="text"
            autoComplete="username"
            value={user.email}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          <TextField
            label={t('auth.password')}
            type="password"
            autoComplete="current-password"
            autoFocus
            {...form.bind('password')}
          />
        </>
      )}
      {typed === 'code' && (
        <TextField
          label={t('auth.code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          {...form.bind('code')}
        />
      )}
      {proofs.includes('passkey') && (
        <Button icon={<Icon name="key" />} disabled={busy} onClick={() => void prove(byPasskey)}>
          {t('auth.use_passkey')}
        </Button>
      )}
      {ways.data?.providers.map((provider) => (
        <Button
          key={provider.id}
          icon={<Icon name="out" />}
          disabled={busy}
          onClick={() => void prove(() => proveAtProvider(provider.id))}
        >
          {t('auth.with_provider', { name: provider.name })}
        </Button>
      ))}
    </FormDialog>
  );
}
