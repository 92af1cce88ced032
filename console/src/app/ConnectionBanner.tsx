import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icons.tsx';

/** Shown after the live connection was lost for a while; goes by itself. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  return (
    <div className="banner warn offline" role="status">
      <Icon name="warn" />
      <div className="grow">{t('state.live_lost')}</div>
    </div>
  );
}
