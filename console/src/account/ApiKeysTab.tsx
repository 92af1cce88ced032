import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useNow } from '../shared/clock.ts';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';

const ApiKeyDialog = lazy(() => import('./ApiKeyDialog.tsx'));
const FormDialog = lazy(() => import('../shared/Dialog.tsx').then((m) => ({ default: m.FormDialog })));

/** Keys with which programs act in my name. */
export function ApiKeysTab() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const format = useFormat();
  const now = useNow();
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<{ id: string; name: string } | null>(null);
  const queryKey = ['my-api-keys'];
  const keys = useQuery({ queryKey, queryFn: async () => (await call('myApiKeys', {})).items });
  const revoke = useMutation({
    mutationFn: (id: string) => call('revokeApiKey', { params: { id } }),
    onSuccess: () => {
      setRevoking(null);
      void client.invalidateQueries({ queryKey });
      toast(t('account.key_revoked'));
    },
  });
  if (keys.isLoadingError) return <Broken error={keys.error} retry={keys.refetch} />;
  if (!keys.data) return <Bones lines={3} />;
  const rows = keys.data.filter((key) => key.revoked_at === null);
  return (
    <div className="medium stack">
      <div className="row wrap">
        <p className="soft grow">
          {t('account.keys_lead')}{' '}
          <a href="/api/docs" target="_blank" rel="noreferrer">
            {t('menu.api_docs')}
          </a>
        </p>
        <Button type="primary" icon={<Icon name="plus" />} onClick={() => setAdding(true)}>
          {t('account.add_key')}
        </Button>
      </div>
      {rows.length === 0 && <Empty icon="key" title={t('account.no_keys')} />}
      {rows.length > 0 && (
        <div className="table-wrap">
          <table className="table inset cards">
            <thead>
              <tr>
                <th scope="col">{t('account.key_name')}</th>
                <th scope="col">{t('account.key_prefix')}</th>
                <th scope="col">{t('account.scopes')}</th>
                <th scope="col">{t('account.created')}</th>
                <th scope="col">{t('account.last_used')}</th>
                <th scope="col">{t('account.expires')}</th>
                <th scope="col">
                  <span className="sr">{t('account.revoke')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((key) => (
                <tr key={key.id}>
                  <td>{key.name}</td>
                  <td data-label={t('account.key_prefix')} className="mono">
                    {key.prefix}…
                  </td>
                  <td data-label={t('account.scopes')}>
                    {key.scopes.map((scope) => t(`scope.${scope}`)).join(t('common.comma'))}
                  </td>
                  <td data-label={t('account.created')} className="num">
                    {format.date(key.created_at)}
                  </td>
                  <td data-label={t('account.last_used')} className="num">
                    {key.last_used_at ? format.when(key.last_used_at, now) : t('common.never')}
                  </td>
                  <td data-label={t('account.expires')} className="num">
                    {key.expires_at ? format.date(key.expires_at) : t('common.never')}
                  </td>
                  <td className="actions">
                    <button type="button" className="link" onClick={() => setRevoking(key)}>
                      {t('account.revoke')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Suspense fallback={null}>
        {revoking && (
          <FormDialog
            title={t('account.revoke_title', { name: revoking.name })}
            lead={t('account.revoke_lead')}
            action={t('account.revoke')}
            danger
            busy={revoke.isPending}
            onSubmit={() => revoke.mutate(revoking.id)}
            onClose={() => setRevoking(null)}
          />
        )}
        {adding && (
          <ApiKeyDialog
            onClose={() => {
              setAdding(false);
              void client.invalidateQueries({ queryKey });
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
