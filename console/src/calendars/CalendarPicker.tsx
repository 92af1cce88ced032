import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../shared/config.ts';
import { SelectField } from '../shared/fields.tsx';

/** The calendar that something is counted on; without one that of the team. */
export function CalendarPicker({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (key: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const calendars = useEntries('calendars');
  const names = useNames();
  return (
    <SelectField
      label={t('calendar.counted_on')}
      required={false}
      empty={t('calendar.of_team')}
      options={calendars.map((each) => ({ value: each.key, label: names.calendar(each.key) }))}
      value={value ?? ''}
      onChange={(chosen) => onChange(chosen || undefined)}
    />
  );
}
