import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useNow } from '../shared/clock.ts';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { toast } from '../shared/toasts.tsx';
import { factorsQuery, type SecondFactors } from './queries.ts';

const TotpDialog = lazy(() => import('./TotpDialog.tsx'));
const PasskeyDialog = lazy(() => import('./PasskeyDialog.tsx'));
const RecoveryCodesDialog = lazy(() => import('./RecoveryCodesDialog.tsx'));

/** The second factors with what can be done about each. `onComplete`: one was added, and its codes were put away. */
export function SecondFactorsPanel({
  factors,
  onComplete,
}: {
  factors: SecondFactors;
  onComplete?: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const format = useFormat();
  const now = useNow();
  const [adding, setAdding] = useState<'totp' | 'passkey' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const store = (next: SecondFactors) => client.setQueryData(factorsQuery.queryKey, next);
  const removed = (next: SecondFactors) => {
    store(next);
    toast(t('settings.removed'));
  };
  const removeTotp = useMutation({ mutationFn: () => call('removeTotp', {}), onSuccess: removed });
  const removePasskey = useMutation({
    mutationFn: (id: string) => call('removePasskey', { params: { id } }),
    onSuccess: removed,
  });
  const renew = useMutation({
    mutationFn: () => call('newRecoveryCodes', {}),
    onSuccess: ({ recovery_codes }) => {
      setCodes(recovery_codes);
      void client.invalidateQueries({ queryKey: factorsQuery.queryKey });
    },
  });
  const added = (next: SecondFactors, fresh: string[] | null) => {
    setAdding(null);
    store(next);
    setCodes(fresh);
    void client.invalidateQueries({ queryKey: ['my-sessions'] });
    if (fresh === null) onComplete?.();
  };
  const used = (at: string | null) =>
    at ? t('account.last_used_at', { when: format.when(at, now) }) : t('account.never_used');
  const any = factors.totp !== null || factors.passkeys.length > 0;
  return (
    <>
      <section className="panel stack">
        <h2>{t('account.totp')}</h2>
        <p className="soft">{t('account.totp_lead')}</p>
        {factors.totp ? (
          <div className="row">
            <span className="grow small">
              <span className="pill green">{t('account.factor_set_up')}</span>{' '}
              <span className="muted">{used(factors.totp.last_used_at)}</span>
            </span>
            <button type="button" className="link" onClick={() => removeTotp.mutate()}>
              {t('common.remove')}
            </button>
          </div>
        ) : (
          <div>
            <Button icon={<Icon name="phone" />} onClick={() => setAdding('totp')}>
              {t('account.set_up_totp')}
            </Button>
          </div>
        )}
      </section>
      <section className="panel stack">
        <h2>{t('account.passkeys')}</h2>
        <p className="soft">
          {factors.passkeys_possible ? t('account.passkeys_lead') : t('account.passkeys_impossible')}
        </p>
        {factors.passkeys.map((passkey) => (
          <div key={passkey.id} className="row">
            <span className="grow small">
              <span className="strong">{passkey.name}</span>{' '}
              <span className="muted">{used(passkey.last_used_at)}</span>
            </span>
            <button
              type="button"
              className="link"
              aria-label={t('account.remove_passkey', { name: passkey.name })}
              onClick={() => removePasskey.mutate(passkey.id)}
            >
              {t('common.remove')}
            </button>
          </div>
        ))}
        {factors.passkeys_possible && (
          <div>
            <Button icon={<Icon name="key" />} onClick={() => setAdding('passkey')}>
              {t('account.add_passkey')}
            </Button>
          </div>
        )}
      </section>
      {any && (
        <section className="panel stack">
          <h2>{t('account.recovery_codes')}</h2>
          <p className="soft">{t('account.recovery_codes_lead')}</p>
          <div className="row">
            <span className={factors.recovery_codes_left < 3 ? 'grow pill amber' : 'grow small'}>
              {t('account.codes_left', { count: factors.recovery_codes_left })}
            </span>
            <Button onClick={() => renew.mutate()} loading={renew.isPending}>
              {t('account.new_codes')}
            </Button>
          </div>
        </section>
      )}
      <Suspense fallback={null}>
        {adding === 'totp' && <TotpDialog onAdded={added} onClose={() => setAdding(null)} />}
        {adding === 'passkey' && <PasskeyDialog onAdded={added} onClose={() => setAdding(null)} />}
        {codes && (
          <RecoveryCodesDialog
            codes={codes}
            onClose={() => {
              setCodes(null);
              onComplete?.();
            }}
          />
        )}
      </Suspense>
    </>
  );
}
