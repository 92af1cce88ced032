import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { TextField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { Icon } from '../shared/icons.tsx';
import type { Me } from '../shared/session.ts';

/** With what somebody can finish after the password. */
export interface Factors {
  totp: boolean;
  passkey: boolean;
}

/** After the password: the code of the app, a recovery code, or a passkey. */
export function SecondStep({
  factors,
  onPasskey,
  onSignedIn,
  onBack,
}: {
  factors: Factors;
  onPasskey: () => Promise<void>;
  onSignedIn: (me: Me) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const form = useForm({ code: '' });
  const [recovering, setRecovering] = useState(!factors.totp && !factors.passkey);
  const [busy, setBusy] = useState(false);
  const typing = factors.totp || recovering;

  async function doing(work: () => Promise<void>) {
    setBusy(true);
    form.clearMessage();
    try {
      await work();
    } catch (error) {
      form.fail(error);
    } finally {
      setBusy(false);
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void doing(async () => onSignedIn(await call('secondFactor', { body: form.values })));
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      {typing && (
        <TextField
          key={recovering ? 'recovery' : 'code'}
          label={recovering ? t('auth.recovery_code') : t('auth.code')}
          help={recovering ? t('auth.recovery_code_help') : t('auth.code_help')}
          autoComplete="one-time-code"
          inputMode={recovering ? 'text' : 'numeric'}
          spellCheck={false}
          autoFocus
          {...form.bind('code')}
        />
      )}
      <FormMessage message={form.message} errors={form.errors} />
      {typing && (
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {t('auth.sign_in')}
        </Button>
      )}
      {factors.passkey && (
        <Button
          size="large"
          type={typing ? 'default' : 'primary'}
          icon={<Icon name="key" />}
          disabled={busy}
          onClick={() => void doing(onPasskey)}
        >
          {t('auth.use_passkey')}
        </Button>
      )}
      <div className="row wrap auth-ways">
        <button type="button" className="link" onClick={() => setRecovering(!recovering)}>
          {recovering && (factors.totp || factors.passkey) ? t('auth.use_code') : t('auth.use_recovery_code')}
        </button>
        <button type="button" className="link" onClick={onBack}>
          {t('auth.other_account')}
        </button>
      </div>
    </form>
  );
}
