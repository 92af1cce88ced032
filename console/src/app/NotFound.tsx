import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../shared/Page.tsx';
import { Empty } from '../shared/States.tsx';

/** An address at which there is nothing. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('state.not_found')}>
      <Empty
        icon="search"
        title={t('state.address_unknown')}
        action={<Link to="/inbox">{t('nav.to_inbox')}</Link>}
      ></Empty>
    </Page>
  );
}
