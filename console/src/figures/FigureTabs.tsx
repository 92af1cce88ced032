import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { TabLinks } from '../shared/TabLinks.tsx';

/** The pages of figures; what is looked at goes along. */
export function FigureTabs() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const tab = (to: string, label: string) => ({ to: `${to}${search}`, label, here: pathname === to });
  return (
    <TabLinks
      label={t('nav.figures')}
      links={[tab('/figures', t('figures.overview')), tab('/figures/kept', t('figures.kept'))]}
    />
  );
}
