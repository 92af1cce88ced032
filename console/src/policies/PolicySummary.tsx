import { useTranslation } from 'react-i18next';
import type { SummaryProps } from '../settings/sections.tsx';
import { useNames } from '../shared/config.ts';

/** Whether it is in force, and what it has a say in. */
export function PolicySummary({ entry }: SummaryProps<'policies'>) {
  const { t } = useTranslation();
  const names = useNames();
  const { active, owed, calendar } = entry.value;
  const kinds = Object.entries(owed).flatMap(([kind, terms]) => (terms ? [names.obligation(kind)] : []));
  return (
    <span>
      {active ? t('policy.active') : t('policy.inactive')} · {kinds.join(', ') || t('policy.nothing')}
      {calendar && ` · ${names.calendar(calendar)}`}
    </span>
  );
}
