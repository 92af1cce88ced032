import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../../shared/config.ts';
import { SelectField, TextField } from '../../shared/fields.tsx';
import { textIfAny } from '../../shared/i18n.ts';
import { useLocalText } from '../../shared/local-text.ts';
import { MultiPicker } from '../../shared/Picker.tsx';
import { teamsQuery } from '../../shared/staff.ts';
import { TeamPicker } from '../../shared/TeamPicker.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';

const demands = ['nobody', 'administrators', 'everybody'] as const;

export function NamedSettingForm({ entryKey, value, onChange }: ValueFormProps<'settings'>) {
  const { t } = useTranslation();
  const local = useLocalText();
  const types = useEntries('types');
  const help = textIfAny(`named_help.settings.${entryKey}`) ?? undefined;
  if (entryKey === 'default_team')
    return (
      <TeamPicker
        label={t('field.team')}
        help={help}
        required={false}
        value={typeof value.value === 'string' ? value.value : null}
        onChange={(team) => onChange({ value: team })}
      />
    );
  if (typeof value.value === 'number')
    return (
      <NumberField
        label={t('settings.value')}
        help={help}
        min={0}
        value={value.value}
        onChange={(number) => onChange({ value: number })}
      />
    );
  if (entryKey === 'release_types')
    return (
      <MultiPicker
        label={t('field.type')}
        help={help}
        options={types.map((type) => ({ value: type.key, label: local(type.value.name) }))}
        value={textsIn(value.value)}
        onChange={(keys) => onChange({ value: keys })}
      />
    );
  if (entryKey === 'second_factor')
    return (
      <SelectField
        label={t('settings.value')}
        help={help}
        options={demands.map((each) => ({ value: each, label: t(`demand.${each}`) }))}
        value={String(value.value)}
        onChange={(demand) => onChange({ value: demand })}
      />
    );
  return (
    <TextField
      label={t('settings.value')}
      help={help}
      value={typeof value.value === 'string' || typeof value.value === 'number' ? String(value.value) : ''}
      onChange={(text) => onChange({ value: text })}
    />
  );
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

export function NamedSettingSummary({ entry }: SummaryProps<'settings'>) {
  const { t } = useTranslation();
  const names = useNames();
  const local = useLocalText();
  const teams = useQuery(teamsQuery);
  const { value } = entry.value;
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return <span>{t('common.none')}</span>;
  if (Array.isArray(value)) return <span>{textsIn(value).map(names.type).join(t('common.comma'))}</span>;
  const team = teams.data?.find((each) => each.id === value);
  if (entry.key === 'second_factor') return <span>{textIfAny(`demand.${String(value)}`)}</span>;
  return <span>{team ? local(team.name) : String(value)}</span>;
}
