import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../shared/api.ts';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';
import { type Provider, providersQuery } from './providers.ts';

const ProviderDialog = lazy(() => import('./ProviderDialog.tsx'));
const FormDialog = lazy(() => import('../shared/Dialog.tsx').then((m) => ({ default: m.FormDialog })));

/** With what people sign in: providers of identity, and where the second factor is demanded. */
export default function SignInView() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [editing, setEditing] = useState<Provider | 'new' | null>(null);
  const [removing, setRemoving] = useState<Provider | null>(null);
  const providers = useQuery(providersQuery);
  const remove = useMutation({
    mutationFn: (id: string) => call('removeSignInProvider', { params: { id } }),
    onSuccess: () => {
      setRemoving(null);
      void client.invalidateQueries({ queryKey: providersQuery.queryKey });
      toast(t('settings.removed'));
    },
  });
  return (
    <Page
      title={t('section.sign_in')}
      actions={
        <Button type="primary" icon={<Icon name="plus" />} onClick={() => setEditing('new')}>
          {t('settings.add')}
        </Button>
      }
    >
      <div className="stack medium" style={{ gap: 16 }}>
        <p className="soft">
          {t('section_help.sign_in')} <Link to="/settings/settings">{t('settings.second_factor_there')}</Link>
        </p>
        {providers.isPending && <Bones lines={3} />}
        {providers.isLoadingError && <Broken error={providers.error} retry={providers.refetch} />}
        {providers.data?.length === 0 && (
          <Empty icon="key" title={t('settings.no_providers')}>
            {t('settings.no_providers_help')}
          </Empty>
        )}
        {providers.data && providers.data.length > 0 && (
          <ul className="entry-list">
            {providers.data.map((provider) => (
              <li key={provider.id} className="entry">
                <button type="button" className="bare entry-main" onClick={() => setEditing(provider)}>
                  <span className="strong">{provider.name}</span>
                  <span className="small soft entry-summary">{provider.issuer}</span>
                </button>
                <span className="row small entry-side">
                  {!provider.active && <span className="pill">{t('common.inactive')}</span>}
                  <button type="button" className="link" onClick={() => setRemoving(provider)}>
                    {t('common.remove')}
                  </button>
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <Suspense fallback={null}>
        {editing && (
          <ProviderDialog
            {...(editing === 'new' ? {} : { provider: editing })}
            onClose={() => setEditing(null)}
          />
        )}
        {removing && (
          <FormDialog
            title={t('settings.remove_provider', { name: removing.name })}
            lead={t('settings.remove_provider_lead')}
            action={t('common.remove')}
            danger
            busy={remove.isPending}
            onSubmit={() => remove.mutate(removing.id)}
            onClose={() => setRemoving(null)}
          />
        )}
      </Suspense>
    </Page>
  );
}
