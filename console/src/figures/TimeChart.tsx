import type { FigureSplit, Metric } from '@shouwen/api';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { axisEnd, shown } from './metrics.ts';
import type { Group } from './queries.ts';
import { useFigureWords } from './use-words.ts';

interface TimeChartProps {
  metric: Metric;
  by: FigureSplit;
  groups: readonly Group[];
  label: string;
  onOpen: (group: Group) => void;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * Bars from zero, side by side in time, each with the value of the period before as a line across. One of them can be
 * reached by Tab, the arrow keys walk on, Enter opens the rows; each says its value in words.
 */
export function TimeChart({ metric, by, groups, label, onOpen }: TimeChartProps) {
  const { t } = useTranslation();
  const words = useFigureWords();
  const [at, setAt] = useState(0);
  const help = useId();
  const bars = useRef<HTMLDivElement>(null);
  const { measure } = shown[metric];
  const most = Math.max(0, ...groups.flatMap(({ value, before }) => [value ?? 0, before ?? 0]));
  const end = axisEnd(measure, most);
  const share = (value: number | null) => `${Math.min(100, ((value ?? 0) / end) * 100)}%`;
  const here = Math.min(at, groups.length - 1);
  const few = groups.length <= 14;
  const every = Math.ceil(groups.length / 8);

  const onKey = (event: KeyboardEvent) => {
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? groups.length - 1
          : here + (steps[event.key] ?? Number.NaN);
    if (!(next >= 0 && next < groups.length)) return;
    event.preventDefault();
    setAt(next);
    bars.current?.querySelectorAll<HTMLElement>('button')[next]?.focus();
  };

  return (
    <figure className="chart">
      <div className="chart-plot">
        <div className="chart-axis num" aria-hidden="true">
          <span>{words.value(metric, end)}</span>
          <span>{words.value(metric, end / 2)}</span>
          <span>{measure === 'length' ? '0' : words.value(metric, 0)}</span>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: bars are no form fields */}
        <div
          className="chart-bars"
          ref={bars}
          role="group"
          aria-label={label}
          aria-describedby={help}
          onKeyDown={onKey}
        >
          {groups.map((group, index) => (
            <button
              key={group.key}
              type="button"
              className="chart-slot"
              tabIndex={index === here ? 0 : -1}
              onFocus={() => setAt(index)}
              onClick={() => onOpen(group)}
              aria-label={t('figures.bar', {
                group: words.group(by, group.key, group.name),
                value: words.value(metric, group.value),
                before: words.value(metric, group.before),
              })}
            >
              <span className="chart-bar" style={{ height: share(group.value) }}>
                {few && group.value !== null && group.value > 0 && (
                  <span className="chart-number num">{words.value(metric, group.value)}</span>
                )}
              </span>
              {(group.before ?? 0) > 0 && (
                <span className="chart-before" style={{ bottom: share(group.before) }} />
              )}
              <span className="chart-tip" aria-hidden="true">
                <b>{words.group(by, group.key, group.name)}</b>
                <span className="num">{words.value(metric, group.value)}</span>
                <span className="num muted">
                  {t('figures.before', { value: words.value(metric, group.before) })}
                </span>
              </span>
            </button>
          ))}
        </div>
        <div className="chart-names num" aria-hidden="true">
          {groups.map((group, index) => (
            <span key={group.key} className={index % (2 * every) === 0 ? '' : 'second'}>
              {index % every === 0 ? words.group(by, group.key, group.name, true) : ''}
            </span>
          ))}
        </div>
      </div>
      <figcaption className="chart-legend">
        <span>
          <i className="legend-bar" aria-hidden="true" /> {t('figures.this_period')}
        </span>
        <span>
          <i className="legend-before" aria-hidden="true" /> {t('figures.period_before')}
        </span>
        <span className="muted" id={help}>
          {t('figures.chart_help')}
        </span>
      </figcaption>
    </figure>
  );
}
