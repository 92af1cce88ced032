import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icons.tsx';

/** Prints the page of figures. */
export function PrintButton() {
  const { t } = useTranslation();
  return (
    <Button className="figures-print" icon={<Icon name="print" />} onClick={() => window.print()}>
      {t('figures.print')}
    </Button>
  );
}
