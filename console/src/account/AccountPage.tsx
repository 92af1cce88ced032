import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { Page } from '../shared/Page.tsx';
import { TabLinks } from '../shared/TabLinks.tsx';
import './account.css';
import { ApiKeysTab } from './ApiKeysTab.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import { SecurityTab } from './SecurityTab.tsx';
import { SessionsTab } from './SessionsTab.tsx';

/** My account: who I am here, how it looks, where I am signed in, my API keys. */
export default function AccountPage() {
  const { t } = useTranslation();
  const { tab = 'profile' } = useParams();
  const parts: Record<string, ComponentType> = {
    profile: ProfileForm,
    password: PasswordForm,
    security: SecurityTab,
    sessions: SessionsTab,
    keys: ApiKeysTab,
  };
  const Part = parts[tab];
  if (!Part) return <NotFound />;
  return (
    <Page
      title={t('menu.account')}
      tabs={
        <TabLinks
          label={t('menu.account')}
          links={[
            { to: '/account', label: t('account.profile'), here: tab === 'profile' },
            { to: '/account/password', label: t('account.password'), here: tab === 'password' },
            { to: '/account/security', label: t('account.security'), here: tab === 'security' },
            { to: '/account/sessions', label: t('account.sessions'), here: tab === 'sessions' },
            { to: '/account/keys', label: t('account.keys'), here: tab === 'keys' },
          ]}
        />
      }
    >
      <Part />
    </Page>
  );
}
