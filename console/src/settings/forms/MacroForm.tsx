import { Level, type LocalText, type SectionValue } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../../shared/config.ts';
import { CheckField, SelectField, TextField } from '../../shared/fields.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';
import { VariablesHelp } from './VariablesHelp.tsx';

type MacroSet = NonNullable<SectionValue<'macros'>['set']>;

export function MacroForm({ value, onChange }: ValueFormProps<'macros'>) {
  const { t } = useTranslation();
  const local = useLocalText();
  const statuses = useEntries('statuses');
  const set = value.set ?? {};
  const change = (changes: MacroSet) => onChange({ set: withoutEmpty({ ...set, ...changes }) });
  const levels = Level.options.map((level) => ({ value: level, label: t(`level.${level}`) }));
  const level = (chosen: string) => Level.options.find((each) => each === chosen);
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <LocalTextField
        label={t('settings.macro_reply')}
        long
        required={false}
        value={value.reply ?? {}}
        onChange={(reply) => onChange({ reply: someText(reply) })}
      />
      <LocalTextField
        label={t('settings.macro_note')}
        long
        required={false}
        value={value.note ?? {}}
        onChange={(note) => onChange({ note: someText(note) })}
      />
      <VariablesHelp />
      <div className="columns">
        <SelectField
          label={t('field.status')}
          empty={t('bulk.stays')}
          options={statuses.map((each) => ({ value: each.key, label: local(each.value.name) }))}
          value={set.status ?? ''}
          onChange={(status) => change({ status: status || undefined })}
        />
        <SelectField
          label={t('field.importance')}
          empty={t('bulk.stays')}
          options={levels}
          value={set.importance ?? ''}
          onChange={(chosen) => change({ importance: level(chosen) })}
        />
        <SelectField
          label={t('field.urgency')}
          empty={t('bulk.stays')}
          options={levels}
          value={set.urgency ?? ''}
          onChange={(chosen) => change({ urgency: level(chosen) })}
        />
      </div>
      <TextField
        label={t('bulk.add_tags')}
        help={t('bulk.tags_help')}
        value={(set.add_tags ?? []).join(', ')}
        onChange={(text) => change({ add_tags: tagsIn(text) })}
      />
      <CheckField
        label={t('settings.assign_to_me')}
        value={set.assign_to_me === true}
        onChange={(chosen) => change({ assign_to_me: chosen || undefined })}
      />
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
    </>
  );
}

const someText = (text: LocalText): LocalText | undefined =>
  typeof text === 'object' && Object.keys(text).length === 0 ? undefined : text;

function tagsIn(text: string): string[] | undefined {
  const tags = text.split(/[,，]/).map((tag) => tag.trimStart());
  return tags.some((tag) => tag !== '') ? tags : undefined;
}

function withoutEmpty(set: MacroSet): MacroSet | undefined {
  const left = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  return Object.keys(left).length > 0 ? left : undefined;
}

export function MacroSummary({ entry }: SummaryProps<'macros'>) {
  const { t } = useTranslation();
  const names = useNames();
  const { reply, note, set } = entry.value;
  return (
    <span>
      {[
        ...(reply ? [t('settings.macro_reply')] : []),
        ...(note ? [t('settings.macro_note')] : []),
        ...(set?.status ? [`→ ${names.status(set.status)}`] : []),
        ...(set?.assign_to_me ? [t('settings.assign_to_me')] : []),
      ].join(' · ')}
    </span>
  );
}
