import type { FigureSplit, Metric } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keepFile, toCsv } from '../shared/csv.ts';
import { Icon } from '../shared/icons.tsx';
import { usePersonal } from '../shared/personal.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useCan } from '../shared/session.ts';
import { FigureTable } from './FigureTable.tsx';
import { GroupBars } from './GroupBars.tsx';
import { shown } from './metrics.ts';
import { type Group, type Scope, splitQuery } from './queries.ts';
import type { Opened } from './RowsDrawer.tsx';
import { TimeChart } from './TimeChart.tsx';
import { useFigureWords } from './use-words.ts';

const splits: readonly FigureSplit[] = [
  'day',
  'week',
  'month',
  'channel',
  'category',
  'type',
  'priority',
  'team',
  'person',
];

interface FigureSectionProps {
  metric: Metric;
  scope: Scope;
  by: FigureSplit;
  onSplit: (by: FigureSplit) => void;
  onOpen: (opened: Opened) => void;
}

/** One metric, split by time or by what the tickets are: as a chart or as a table, to be opened, kept and printed. */
export function FigureSection({ metric, scope, by, onSplit, onOpen }: FigureSectionProps) {
  const { t } = useTranslation();
  const can = useCan();
  const words = useFigureWords();
  const [look, setLook] = usePersonal('figures.look', 'chart');
  const split = useQuery(splitQuery(metric, scope, by));
  const groups = split.data?.items ?? [];
  const title = t('figures.metric_by', { metric: t(`metric.${metric}`), split: t(`figure_by.${by}`) });
  const isTime = by === 'day' || by === 'week' || by === 'month';
  const open = (group: Group) =>
    onOpen({
      metric,
      scope,
      by,
      ...(group.key === null ? {} : { key: group.key }),
      title: `${t(`metric.${metric}`)}: ${words.group(by, group.key, group.name)}`,
    });
  const keep = () => {
    const name = t(`metric.${metric}`);
    const head = [
      t(`figure_split.${by}`),
      shown[metric].measure === 'length' ? t('figures.in_minutes', { name }) : name,
      t('figures.period_before'),
      t('figures.rows'),
    ];
    const lines = groups.map(({ key, name, value, before, rows }) => [
      isTime && key ? key : words.group(by, key, name),
      exact(metric, value),
      exact(metric, before),
      String(rows),
    ]);
    keepFile(`${metric}-${by}-${scope.from}-${scope.to}.csv`, toCsv([head, ...lines]));
  };
  const Chart = look === 'table' ? FigureTable : isTime ? TimeChart : GroupBars;
  return (
    <section className="figure-section" aria-label={title}>
      <div className="figure-section-head">
        <h2>{title}</h2>
        <div className="figure-tools">
          <select
            className="native"
            aria-label={t('figures.split')}
            value={by}
            onChange={(event) => onSplit(splits.find((each) => each === event.target.value) ?? 'day')}
          >
            {splits
              .filter((each) => each !== 'person' || can('people.read'))
              .map((each) => (
                <option key={each} value={each}>
                  {t(`figure_by.${each}`)}
                </option>
              ))}
          </select>
          <Segmented
            label={t('figures.look')}
            hideLabel
            value={look === 'table' ? 'table' : 'chart'}
            options={[
              { value: 'chart', label: t('figures.chart') },
              { value: 'table', label: t('figures.table') },
            ]}
            onChange={setLook}
          />
          <Button icon={<Icon name="download" />} onClick={keep} disabled={groups.length === 0}>
            {t('figures.csv')}
          </Button>
        </div>
      </div>
      {split.isPending && <Bones />}
      {split.isLoadingError && <Broken error={split.error} retry={split.refetch} />}
      {split.isSuccess && groups.length === 0 && <Empty icon="chart" title={t('figures.no_rows')} />}
      {groups.length > 0 && <Chart {...{ metric, by, groups }} label={title} onOpen={open} />}
      {/* what a chart shows is printed as numbers as well */}
      {groups.length > 0 && look !== 'table' && (
        <div className="print-only" aria-hidden="true">
          <FigureTable {...{ metric, by, groups }} label={title} onOpen={open} />
        </div>
      )}
      <p className="small muted figure-meaning">{t(`metric_means.${metric}`)}</p>
    </section>
  );
}

/** As a spreadsheet counts on with it: lengths in minutes, shares from 0 to 1. */
function exact(metric: Metric, value: number | null): string {
  if (value === null) return '';
  const { measure } = shown[metric];
  if (measure === 'number') return String(value);
  return measure === 'length' ? (value / 60_000).toFixed(1) : value.toFixed(4);
}
