import type { FigureSplit, LocalText, Metric } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useNames } from '../shared/config.ts';
import { locales, useFormat } from '../shared/format.ts';
import { currentLanguage, textIfAny } from '../shared/i18n.ts';
import { useLocalText } from '../shared/local-text.ts';
import { changeOf, shown } from './metrics.ts';

interface Period {
  from: string;
  to: string;
  before: { from: string; to: string };
}

/** Values, changes and groups in words. */
export function useFigureWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const local = useLocalText();
  const names = useNames();
  const language = locales[currentLanguage()];
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const days = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });

  /** a value as it is read; nothing to measure is said so */
  const value = (metric: Metric, amount: number | null): string => {
    if (amount === null) return t('figures.none');
    const { measure } = shown[metric];
    if (measure === 'share') return percent.format(amount);
    return measure === 'length' ? format.duration(amount) : format.number(amount);
  };
  const change = (metric: Metric, now: number | null, before: number | null) => {
    const found = changeOf(metric, now, before);
    if (!found) return null;
    const by = plain.format(Math.abs(found.by));
    const amount = {
      number: by,
      points: t('figures.points', { n: by }),
      percent: percent.format(Math.abs(found.by) / 100),
    }[found.unit];
    const words =
      found.by === 0 ? t('figures.same') : t(found.by > 0 ? 'figures.more' : 'figures.less', { amount });
    return { ...found, words, before: value(metric, before) };
  };
  /** a group of a split; `narrow` where there is little room */
  const group = (by: FigureSplit, key: string | null, name: LocalText | null, narrow = false): string => {
    if (key === null) return t(by === 'person' ? 'figures.nobody' : 'figures.without');
    const at = Date.parse(`${key}T00:00:00Z`);
    switch (by) {
      case 'day':
        return (narrow ? days : weekday).format(at);
      case 'week':
        return narrow ? days.format(at) : t('figures.week_of', { day: days.format(at) });
      case 'month':
        return months.format(at);
      case 'channel':
        return textIfAny(`channel.${key}`) ?? key;
      case 'category':
        return names.category(key);
      case 'priority':
        return textIfAny(`priority.${key}`) ?? key;
      case 'type':
        return names.type(key);
      case 'obligation':
        return textIfAny(`obligation.${key}`) ?? names.obligation(key);
      default:
        return name === null ? key : local(name);
    }
  };
  const period = (from: string, to: string): string => {
    const full = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
    const [first, last] = [from, to].map((date) => new Date(`${date}T00:00:00Z`));
    return from === to ? full.format(first) : full.formatRange(first ?? 0, last ?? 0);
  };
  /** which period the figures are of, and which one they stand beside */
  const compared = ({ from, to, before }: Period): string =>
    t('figures.compared', { period: period(from, to), before: period(before.from, before.to) });
  return { value, change, group, period, compared };
}
