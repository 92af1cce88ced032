import { useTranslation } from 'react-i18next';
import { type Entry, useEntries } from '../shared/config.ts';
import { CheckField, SelectField, TextField } from '../shared/fields.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { MultiPicker } from '../shared/Picker.tsx';
import { UserPicker } from '../shared/UserPicker.tsx';

export type FieldValue = string | number | boolean | string[] | null;

interface FieldInputsProps {
  /** ticket type: fields may belong to some types only */
  type: string;
  values: Record<string, FieldValue>;
  /** by `fields.<key>` */
  errors: Record<string, string>;
  onChange: (values: Record<string, FieldValue>) => void;
}

/** The custom fields of a ticket type, each with the control that its kind asks for. */
export function FieldInputs({ type, values, errors, onChange }: FieldInputsProps) {
  const all = useEntries('fields');
  const fields = all.filter((field) => !field.value.types?.length || field.value.types.includes(type));
  if (fields.length === 0) return null;
  return (
    <div className="columns">
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          value={values[field.key] ?? null}
          error={errors[`fields.${field.key}`] ?? errors[field.key]}
          onChange={(value) => onChange({ ...values, [field.key]: value })}
        />
      ))}
    </div>
  );
}

interface FieldInputProps {
  field: Entry<'fields'>;
  value: FieldValue;
  error: string | undefined;
  onChange: (value: FieldValue) => void;
}

/** One custom field with its control. */
export function FieldInput({ field, value, error, onChange }: FieldInputProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const { name, help, choices = [], required = false } = field.value;
  const common = {
    label: local(name),
    required,
    ...(help ? { help: local(help) } : {}),
    ...(error ? { error } : {}),
  };
  const options = choices.map((choice) => ({ value: choice.key, label: local(choice.name) }));
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.value.type) {
    case 'checkbox':
      return <CheckField {...common} value={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <SelectField
          {...common}
          options={options}
          empty={t('common.none')}
          value={text}
          onChange={(next) => onChange(next || null)}
        />
      );
    case 'multi_choice':
      return (
        <MultiPicker
          {...common}
          options={options}
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
        />
      );
    case 'person':
      return <UserPicker {...common} value={text || null} onChange={onChange} />;
    case 'number':
      return (
        <TextField
          {...common}
          inputMode="decimal"
          type="number"
          step="any"
          value={text}
          onChange={(next) => onChange(next === '' ? null : Number(next))}
        />
      );
    case 'date':
      return <TextField {...common} type="date" value={text} onChange={(next) => onChange(next || null)} />;
    case 'link':
      return <TextField {...common} type="url" value={text} onChange={(next) => onChange(next || null)} />;
    case 'text':
      return <TextField {...common} value={text} onChange={(next) => onChange(next || null)} />;
  }
}
