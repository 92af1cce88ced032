import { Level, type RuleAction } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../shared/config.ts';
import { SelectField, TextField } from '../shared/fields.tsx';
import { MultiPicker } from '../shared/Picker.tsx';
import { FieldInput } from '../tickets/FieldInputs.tsx';

type Set = Extract<RuleAction, { do: 'change' }>['set'];

/** What a rule sets on a ticket; what is left open stays as it is. */
export function ChangeFields({ value, onChange }: { value: Set; onChange: (set: Set) => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const [types, categories, statuses] = [
    useEntries('types'),
    useEntries('categories'),
    useEntries('statuses'),
  ];
  const custom = useEntries('fields');
  const fields = value.fields ?? {};
  const change = (changes: Partial<Set>) => onChange({ ...value, ...changes });
  const levels = Level.options.map((level) => ({ value: level, label: t(`level.${level}`) }));
  const level = (chosen: string) => Level.options.find((each) => each === chosen);
  const stays = { empty: t('bulk.stays'), required: false };
  return (
    <>
      <div className="columns">
        <SelectField
          label={t('field.status')}
          {...stays}
          options={statuses.map((each) => ({ value: each.key, label: names.status(each.key) }))}
          value={value.status ?? ''}
          onChange={(status) => change({ status: status || undefined })}
        />
        <SelectField
          label={t('field.type')}
          {...stays}
          options={types.map((each) => ({ value: each.key, label: names.type(each.key) }))}
          value={value.type ?? ''}
          onChange={(type) => change({ type: type || undefined })}
        />
        {categories.length > 0 && (
          <SelectField
            label={t('field.category')}
            {...stays}
            options={categories.map((each) => ({ value: each.key, label: names.category(each.key) }))}
            value={value.category ?? ''}
            onChange={(category) => change({ category: category || undefined })}
          />
        )}
        <SelectField
          label={t('field.importance')}
          {...stays}
          options={levels}
          value={value.importance ?? ''}
          onChange={(chosen) => change({ importance: level(chosen) })}
        />
        <SelectField
          label={t('field.urgency')}
          {...stays}
          options={levels}
          value={value.urgency ?? ''}
          onChange={(chosen) => change({ urgency: level(chosen) })}
        />
      </div>
      <div className="columns">
        <TextField
          label={t('bulk.add_tags')}
          required={false}
          help={t('bulk.tags_help')}
          value={(value.add_tags ?? []).join(', ')}
          onChange={(text) => change({ add_tags: tagsIn(text) })}
        />
        <TextField
          label={t('rule.remove_tags')}
          required={false}
          value={(value.remove_tags ?? []).join(', ')}
          onChange={(text) => change({ remove_tags: tagsIn(text) })}
        />
      </div>
      {custom.length > 0 && (
        <MultiPicker
          label={t('rule.custom_fields')}
          required={false}
          options={custom.map((each) => ({ value: each.key, label: names.field(each.key) }))}
          value={Object.keys(fields)}
          onChange={(keys) =>
            change({
              fields:
                keys.length === 0
                  ? undefined
                  : Object.fromEntries(keys.map((key) => [key, fields[key] ?? null])),
            })
          }
        />
      )}
      {custom
        .filter((each) => each.key in fields)
        .map((field) => (
          <FieldInput
            key={field.key}
            field={field}
            value={fields[field.key] ?? null}
            error={undefined}
            onChange={(next) => change({ fields: { ...fields, [field.key]: next } })}
          />
        ))}
    </>
  );
}

function tagsIn(text: string): string[] | undefined {
  const tags = text.split(/[,，]/).map((tag) => tag.trimStart());
  return tags.some((tag) => tag !== '') ? tags : undefined;
}
