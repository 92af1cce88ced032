import type { Metric } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useFigureWords } from './use-words.ts';

interface ChangeProps {
  metric: Metric;
  value: number | null;
  before: number | null;
}

/** The change against the period before: an arrow, the words, and what it was. */
export function Change({ metric, value, before }: ChangeProps) {
  const { t } = useTranslation();
  const words = useFigureWords();
  const change = words.change(metric, value, before);
  if (!change)
    return (
      <span className="figure-change even">
        {before === null
          ? t('figures.nothing_before')
          : t('figures.before', { value: words.value(metric, before) })}
      </span>
    );
  const arrow = change.by === 0 ? '＝' : change.by > 0 ? '▲' : '▼';
  return (
    <span className={`figure-change ${change.tone}`}>
      <span className="figure-arrow" aria-hidden="true">
        {arrow}
      </span>
      <span>{change.words}</span>
      <span className="figure-before">{t('figures.before', { value: change.before })}</span>
    </span>
  );
}
