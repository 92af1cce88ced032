import type { FigureSplit, Metric } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { axisEnd, shown } from './metrics.ts';
import type { Group } from './queries.ts';
import { useFigureWords } from './use-words.ts';

interface GroupBarsProps {
  metric: Metric;
  by: FigureSplit;
  groups: readonly Group[];
  label: string;
  onOpen: (group: Group) => void;
}

/** Bars from zero, one below the other, each with its name and value beside it; choosing one opens its rows. */
export function GroupBars({ metric, by, groups, label, onOpen }: GroupBarsProps) {
  const { t } = useTranslation();
  const words = useFigureWords();
  const most = Math.max(0, ...groups.flatMap(({ value, before }) => [value ?? 0, before ?? 0]));
  const end = axisEnd(shown[metric].measure, most);
  const share = (value: number | null) => `${Math.min(100, ((value ?? 0) / end) * 100)}%`;
  return (
    <figure className="chart">
      <ul className="bars" aria-label={label}>
        {groups.map((group) => {
          const name = words.group(by, group.key, group.name);
          return (
            <li key={group.key}>
              <button type="button" className="bar-row" onClick={() => onOpen(group)}>
                <span className="bar-name cut" title={name}>
                  {name}
                </span>
                <span className="bar-track" aria-hidden="true">
                  <span className="bar-fill" style={{ width: share(group.value) }} />
                  {group.before !== null && (
                    <span className="bar-before" style={{ left: share(group.before) }} />
                  )}
                </span>
                <span className="bar-value num">
                  {words.value(metric, group.value)}
                  <span className="sr">
                    {` ${t('figures.before', { value: words.value(metric, group.before) })}`}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <figcaption className="chart-legend">
        <span>
          <i className="legend-bar" aria-hidden="true" /> {t('figures.this_period')}
        </span>
        <span>
          <i className="legend-before across" aria-hidden="true" /> {t('figures.period_before')}
        </span>
      </figcaption>
    </figure>
  );
}
