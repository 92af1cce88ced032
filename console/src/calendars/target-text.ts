import type { TargetOrMinutes } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';
import { inUnit } from './target-units.ts';

/** A target in words: "20 s", "4 h", "2 business days", "end of the day". */
export function useTargetText(): (target: TargetOrMinutes) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (target) => {
    const known = inUnit(target);
    if (known === null) return t('unit_name.other');
    const { amount, unit } = known;
    const minutes =
      typeof target === 'number' ? target : 'elapsed_minutes' in target ? target.elapsed_minutes : null;
    if (minutes !== null && minutes < 1) return t('time.seconds', { n: Math.round(minutes * 60) });
    if (minutes !== null) return format.duration(minutes * 60_000);
    if (unit === 'end_of_day' || unit === 'next_business_day') return t(`unit_name.${unit}`);
    return `${format.number(amount)} ${t(`unit_name.${unit}`)}`;
  };
}
