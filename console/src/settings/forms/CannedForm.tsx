import { useTranslation } from 'react-i18next';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';
import { VariablesHelp } from './VariablesHelp.tsx';

export function CannedForm({ value, onChange }: ValueFormProps<'canned'>) {
  const { t } = useTranslation();
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <LocalTextField
        label={t('settings.text')}
        long
        value={value.body}
        onChange={(body) => onChange({ body })}
      />
      <VariablesHelp />
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
    </>
  );
}

/** How it begins. */
export function CannedSummary({ entry }: SummaryProps<'canned'>) {
  const local = useLocalText();
  return <span>{local(entry.value.body).trim().split('\n')[0]}</span>;
}
