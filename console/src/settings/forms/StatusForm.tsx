import { statusCategories } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../../shared/fields.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { CategoryMark } from '../../shared/Marks.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';

export function StatusForm({ value, onChange }: ValueFormProps<'statuses'>) {
  const { t } = useTranslation();
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <SelectField
        label={t('settings.status_category')}
        help={t('settings.status_category_help')}
        options={statusCategories.map((each) => ({ value: each, label: t(`category.${each}`) }))}
        value={value.category}
        onChange={(chosen) =>
          onChange({ category: statusCategories.find((each) => each === chosen) ?? value.category })
        }
      />
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
    </>
  );
}

export function StatusSummary({ entry }: SummaryProps<'statuses'>) {
  return <CategoryMark category={entry.value.category} />;
}
