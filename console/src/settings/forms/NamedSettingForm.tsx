import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../shared/fields.tsx';
import { textIfAny } from '../../shared/i18n.ts';
import { useLocalText } from '../../shared/local-text.ts';
import { teamsQuery } from '../../shared/staff.ts';
import { TeamPicker } from '../../shared/TeamPicker.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';

export function NamedSettingForm({ entryKey, value, onChange }: ValueFormProps<'settings'>) {
  const { t } = useTranslation();
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
  return (
    <TextField
      label={t('settings.value')}
      help={help}
      value={typeof value.value === 'string' || typeof value.value === 'number' ? String(value.value) : ''}
      onChange={(text) => onChange({ value: text })}
    />
  );
}

export function NamedSettingSummary({ entry }: SummaryProps<'settings'>) {
  const { t } = useTranslation();
  const local = useLocalText();
  const teams = useQuery(teamsQuery);
  const { value } = entry.value;
  if (value === null || value === undefined) return <span>{t('common.none')}</span>;
  const team = teams.data?.find((each) => each.id === value);
  return <span>{team ? local(team.name) : String(value)}</span>;
}
