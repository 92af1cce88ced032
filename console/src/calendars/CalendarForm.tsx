import type { CalendarValue } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LocalTextField } from '../shared/LocalTextField.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { MultiPicker } from '../shared/Picker.tsx';
import { teamsQuery, unitsQuery } from '../shared/staff.ts';
import { TimeZoneField } from '../shared/TimeZoneField.tsx';
import './calendars.css';
import { ClosuresEditor } from './ClosuresEditor.tsx';
import { DuePreview } from './DuePreview.tsx';
import { HolidayImport } from './HolidayImport.tsx';
import { HoursEditor } from './HoursEditor.tsx';
import { YearView } from './YearView.tsx';

interface CalendarFormProps {
  value: CalendarValue;
  onChange: (changes: Partial<CalendarValue>) => void;
}

/** A calendar: whose it is, its week, its year, and what would be due on it. */
export function CalendarForm({ value, onChange }: CalendarFormProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const counts = (changes: Partial<CalendarValue['counts_for']>) =>
    onChange({ counts_for: { ...value.counts_for, ...changes } });
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <TimeZoneField
        label={t('calendar.zone')}
        help={t('calendar.zone_help')}
        required={false}
        value={value.zone ?? ''}
        onChange={(zone) => onChange({ zone: zone === '' ? null : zone })}
      />
      <MultiPicker
        label={t('calendar.teams')}
        required={false}
        options={teams.map((team) => ({ value: team.id, label: local(team.name) }))}
        value={value.counts_for.teams}
        onChange={(chosen) => counts({ teams: chosen })}
      />
      <MultiPicker
        label={t('calendar.units')}
        help={t('calendar.units_help')}
        required={false}
        options={units.map((unit) => ({ value: unit.id, label: local(unit.name) }))}
        value={value.counts_for.units}
        onChange={(chosen) => counts({ units: chosen })}
      />
      <HoursEditor value={value.hours} onChange={(hours) => onChange({ hours })} />
      <YearView value={value} onChange={onChange} />
      <ClosuresEditor value={value.closures} onChange={(closures) => onChange({ closures })} />
      <HolidayImport days={value.days} onChange={(days) => onChange({ days })} />
      <DuePreview value={value} />
    </>
  );
}
