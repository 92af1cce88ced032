import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Bones, Broken } from '../shared/States.tsx';
import { factorsQuery } from './queries.ts';
import { SecondFactorsPanel } from './SecondFactorsPanel.tsx';

/** My second factors: the authenticator app, passkeys, recovery codes. */
export function SecurityTab() {
  const { t } = useTranslation();
  const factors = useQuery(factorsQuery);
  if (factors.isLoadingError) return <Broken error={factors.error} retry={factors.refetch} />;
  if (!factors.data) return <Bones lines={4} />;
  return (
    <div className="narrow stack" style={{ gap: 16 }}>
      <p className="soft">{t('account.security_lead')}</p>
      <SecondFactorsPanel factors={factors.data} />
    </div>
  );
}
