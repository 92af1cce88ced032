import { useTranslation } from 'react-i18next';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';

export function TierForm({ value, onChange }: ValueFormProps<'tiers'>) {
  const { t } = useTranslation();
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
    </>
  );
}

export function TierSummary({ entry }: SummaryProps<'tiers'>) {
  return <span className="mono">{entry.key}</span>;
}
