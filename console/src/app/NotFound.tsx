import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTitle } from '../shared/Page.tsx';
import { Empty } from '../shared/States.tsx';

/** An address at which there is nothing. */
export function NotFound() {
  const { t } = useTranslation();
  useTitle(t('state.not_found'));
  return (
    <div className="page">
      <Empty icon="search" title={t('state.not_found')} action={<Link to="/inbox">{t('nav.to_inbox')}</Link>}>
        {t('state.address_unknown')}
      </Empty>
    </div>
  );
}
