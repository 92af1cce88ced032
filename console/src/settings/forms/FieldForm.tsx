import { Sections } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../../shared/config.ts';
import { CheckField, SelectField } from '../../shared/fields.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { MultiPicker } from '../../shared/Picker.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { ChoicesField } from './ChoicesField.tsx';
import { NumberField } from './NumberField.tsx';

const kinds = Sections.fields.shape.type.options;

export function FieldForm({ value, onChange }: ValueFormProps<'fields'>) {
  const { t } = useTranslation();
  const local = useLocalText();
  const types = useEntries('types');
  const hasChoices = value.type === 'choice' || value.type === 'multi_choice';
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <SelectField
        label={t('settings.field_kind')}
        options={kinds.map((each) => ({ value: each, label: t(`field_kind.${each}`) }))}
        value={value.type}
        onChange={(chosen) => onChange({ type: kinds.find((each) => each === chosen) ?? value.type })}
      />
      {hasChoices && (
        <ChoicesField value={value.choices ?? []} onChange={(choices) => onChange({ choices })} />
      )}
      <MultiPicker
        label={t('settings.for_types')}
        help={t('settings.for_types_help')}
        required={false}
        options={types.map((type) => ({ value: type.key, label: local(type.value.name) }))}
        value={value.types ?? []}
        onChange={(chosen) => onChange({ types: chosen })}
      />
      <CheckField
        label={t('settings.required')}
        value={value.required === true}
        onChange={(required) => onChange({ required })}
      />
      <CheckField
        label={t('settings.on_web_form')}
        value={value.on_web_form === true}
        onChange={(on_web_form) => onChange({ on_web_form })}
      />
      <LocalTextField
        label={t('settings.help_text')}
        required={false}
        value={value.help ?? {}}
        onChange={(help) => onChange({ help: isEmpty(help) ? undefined : help })}
      />
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
    </>
  );
}

const isEmpty = (text: unknown) =>
  typeof text === 'object' && text !== null && Object.keys(text).length === 0;

export function FieldSummary({ entry }: SummaryProps<'fields'>) {
  const { t } = useTranslation();
  const names = useNames();
  const { type, types = [], required } = entry.value;
  return (
    <span>
      {[
        t(`field_kind.${type}`),
        ...(required ? [t('settings.required')] : []),
        ...(types.length > 0 ? [types.map(names.type).join(t('common.comma'))] : []),
      ].join(' · ')}
    </span>
  );
}
