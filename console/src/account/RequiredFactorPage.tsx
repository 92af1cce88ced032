import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { Bones, Broken } from '../shared/States.tsx';
import { meQuery } from '../shared/session.ts';
import { AuthFrame } from './AuthFrame.tsx';
import { factorsQuery } from './queries.ts';
import { SecondFactorsPanel } from './SecondFactorsPanel.tsx';

/** What somebody sees of whom a second factor is demanded: setting it up comes before anything else. */
export default function RequiredFactorPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const factors = useQuery(factorsQuery);
  const signOut = useMutation({
    mutationFn: () => call('signOut', {}),
    onSuccess: () => client.setQueryData(meQuery.queryKey, null),
  });
  return (
    <AuthFrame title={t('account.factor_required')} lead={t('account.factor_required_lead')}>
      {factors.isLoadingError && <Broken error={factors.error} retry={factors.refetch} />}
      {!factors.data && !factors.isError && <Bones lines={3} />}
      {factors.data && (
        <SecondFactorsPanel
          factors={factors.data}
          onComplete={() => void client.invalidateQueries({ queryKey: meQuery.queryKey })}
        />
      )}
      <button type="button" className="link" onClick={() => signOut.mutate()}>
        {t('menu.sign_out')}
      </button>
    </AuthFrame>
  );
}
