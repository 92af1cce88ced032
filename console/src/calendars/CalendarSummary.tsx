import type { CalendarValue } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { weekdays } from './days.ts';

/** A calendar in a line: its zone, and the hours of its week. */
export function CalendarSummary({ entry }: { entry: { value: CalendarValue } }) {
  const { t } = useTranslation();
  const { zone, hours, days } = entry.value;
  const week = hours.at(-1)?.week ?? {};
  const open = weekdays.filter((day) => (week[day] ?? []).length > 0);
  const [first, last] = [open[0], open.at(-1)];
  const usual = first ? (week[first] ?? []).join(', ') : '';
  const span = first && last && first !== last ? `${t(`weekday.${first}`)} – ${t(`weekday.${last}`)}` : '';
  return (
    <span>
      {[
        span,
        usual,
        zone ?? t('calendar.own_zone'),
        days.length > 0 && t('calendar.special_days', { n: days.length }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}
