import type { RuleChange } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../shared/fields.tsx';
import { TeamPicker } from '../shared/TeamPicker.tsx';
import { UserPicker } from '../shared/UserPicker.tsx';
import type { FieldChoice } from '../views/use-view-fields.ts';

interface ChangedFieldsProps {
  fields: readonly FieldChoice[];
  value: RuleChange | undefined;
  onChange: (value: RuleChange | undefined) => void;
}

/** Which change a rule asks for: a field, what it was, and what it is now. */
export function ChangedFields({ fields, value, onChange }: ChangedFieldsProps) {
  const { t } = useTranslation();
  const field = fields.find((each) => each.name === value?.field);
  return (
    <div className="columns">
      <SelectField
        label={t('rule.changed')}
        required={false}
        empty={t('rule.changed_any')}
        options={fields.map((each) => ({ value: each.name, label: each.label }))}
        value={value?.field ?? ''}
        onChange={(name) => onChange(name === '' ? undefined : { field: name })}
      />
      {value && field && (
        <>
          <ValueChoice
            label={t('rule.changed_from')}
            field={field}
            value={value.from ?? null}
            onChange={(from) => onChange({ ...value, from: from ?? undefined })}
          />
          <ValueChoice
            label={t('rule.changed_to')}
            field={field}
            value={value.to ?? null}
            onChange={(to) => onChange({ ...value, to: to ?? undefined })}
          />
        </>
      )}
    </div>
  );
}

interface ValueChoiceProps {
  label: string;
  field: FieldChoice;
  value: string | null;
  onChange: (value: string | null) => void;
}

/** One value of a field, or any. */
function ValueChoice({ label, field: { source }, value, onChange }: ValueChoiceProps) {
  const { t } = useTranslation();
  switch (source.kind) {
    case 'options':
      return (
        <SelectField
          label={label}
          required={false}
          empty={t('rule.any_value')}
          options={source.options}
          value={value ?? ''}
          onChange={(chosen) => onChange(chosen || null)}
        />
      );
    case 'people':
      return <UserPicker label={label} required={false} value={value} onChange={onChange} />;
    case 'teams':
      return <TeamPicker label={label} required={false} value={value} onChange={onChange} />;
    default:
      return (
        <TextField
          label={label}
          required={false}
          maxLength={200}
          value={value ?? ''}
          onChange={(text) => onChange(text || null)}
        />
      );
  }
}
