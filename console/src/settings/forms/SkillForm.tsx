import { languages } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../../shared/config.ts';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { languageNames, languageOptions } from '../../shared/languages.ts';
import { MultiPicker } from '../../shared/Picker.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';

/** What somebody must know, and which requests ask for it. */
export function SkillForm({ value, onChange }: ValueFormProps<'skills'>) {
  const { t } = useTranslation();
  const names = useNames();
  const types = useEntries('types');
  const categories = useEntries('categories');
  const some = (chosen: string[]) => (chosen.length > 0 ? chosen : undefined);
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <MultiPicker
        label={t('skill.types')}
        required={false}
        options={types.map((each) => ({ value: each.key, label: names.type(each.key) }))}
        value={value.types ?? []}
        onChange={(chosen) => onChange({ types: some(chosen) })}
      />
      <MultiPicker
        label={t('skill.categories')}
        help={t('skill.categories_help')}
        required={false}
        options={categories.map((each) => ({ value: each.key, label: names.category(each.key) }))}
        value={value.categories ?? []}
        onChange={(chosen) => onChange({ categories: some(chosen) })}
      />
      <MultiPicker
        label={t('skill.languages')}
        required={false}
        options={languageOptions}
        value={value.languages ?? []}
        onChange={(chosen) => {
          const known = languages.filter((each) => chosen.includes(each));
          onChange({ languages: known.length > 0 ? known : undefined });
        }}
      />
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
    </>
  );
}

export function SkillSummary({ entry: { value } }: SummaryProps<'skills'>) {
  const { t } = useTranslation();
  const names = useNames();
  const asked = [
    ...(value.types ?? []).map(names.type),
    ...(value.categories ?? []).map(names.category),
    ...(value.languages ?? []).map((language) => languageNames[language]),
  ];
  return <span>{asked.length > 0 ? asked.join(' · ') : t('skill.asked_by_none')}</span>;
}
