import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../../shared/config.ts';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { Picker } from '../../shared/Picker.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';

export function CategoryForm({ entryKey, value, onChange }: ValueFormProps<'categories'>) {
  const { t } = useTranslation();
  const names = useNames();
  const others = useEntries('categories').filter((each) => each.key !== entryKey);
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <Picker
        label={t('settings.parent')}
        required={false}
        placeholder={t('settings.top_level')}
        options={others.map((each) => ({ value: each.key, label: names.category(each.key) }))}
        value={value.parent}
        onChange={(parent) => onChange({ parent })}
      />
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
    </>
  );
}

export function CategorySummary({ entry }: SummaryProps<'categories'>) {
  const names = useNames();
  return entry.value.parent ? <span>{names.category(entry.key)}</span> : null;
}
