import { useTranslation } from 'react-i18next';
import { CheckField } from '../../shared/fields.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';

export function TypeForm({ value, onChange }: ValueFormProps<'types'>) {
  const { t } = useTranslation();
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <CheckField
        label={t('settings.default_type')}
        value={value.default === true}
        onChange={(chosen) => onChange({ default: chosen })}
      />
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
    </>
  );
}

export function TypeSummary({ entry }: SummaryProps<'types'>) {
  const { t } = useTranslation();
  return entry.value.default ? <span>{t('settings.is_default')}</span> : null;
}
