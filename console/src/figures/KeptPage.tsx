import type { FigureSplit } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepFile, toCsv } from '../shared/csv.ts';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { Segmented } from '../shared/Segmented.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useCan } from '../shared/session.ts';
import { FigureFilters } from './FigureFilters.tsx';
import { FigureTabs } from './FigureTabs.tsx';
import './figures.css';
import { KeptTable, outcomes } from './KeptTable.tsx';
import { PrintButton } from './PrintButton.tsx';
import { type Group, splitQuery } from './queries.ts';
import { type Opened, RowsDrawer } from './RowsDrawer.tsx';
import { useScope } from './use-scope.ts';
import { useFigureWords } from './use-words.ts';

const splits = ['obligation', 'team', 'priority', 'person', 'month'] as const;
type KeptSplit = (typeof splits)[number];
const metric = 'kept_rate';

/** What was owed in a period and how it went: kept, late, missed, by kind, team, priority, person or month, with the tickets behind. */
export default function KeptPage() {
  const { t } = useTranslation();
  const can = useCan();
  const words = useFigureWords();
  const scoped = useScope('last_90');
  const { scope, params, set } = scoped;
  const [opened, setOpened] = useState<Opened | null>(null);
  const by: FigureSplit & KeptSplit = splits.find((split) => split === params.get('kept_by')) ?? 'obligation';
  const split = useQuery(splitQuery(metric, scope, by));
  const groups = split.data?.items ?? [];
  const sum = (name: string) => groups.reduce((all, { parts }) => all + (parts?.[name] ?? 0), 0);
  const owed = sum('kept') + sum('late') + sum('missed');
  const title = t('figures.metric_by', { metric: t(`metric.${metric}`), split: t(`figure_by.${by}`) });
  const open = (group: Group, part?: 'for' | 'against') =>
    setOpened({
      metric,
      scope,
      by,
      ...(group.key === null ? {} : { key: group.key }),
      ...(part ? { part } : {}),
      title: `${t(`metric.${metric}`)}: ${words.group(by, group.key, group.name)}`,
    });
  const keep = () => {
    const head = [
      t(`figure_split.${by}`),
      t(`metric.${metric}`),
      t('figures.period_before'),
      ...outcomes.map((outcome) => t(`outcome.${outcome}`)),
    ];
    const rate = (value: number | null) => (value === null ? '' : value.toFixed(4));
    const lines = groups.map((group) => [
      words.group(by, group.key, group.name),
      rate(group.value),
      rate(group.before),
      ...outcomes.map((outcome) => String(group.parts?.[outcome] ?? 0)),
    ]);
    keepFile(`${metric}-${by}-${scope.from}-${scope.to}.csv`, toCsv([head, ...lines]));
  };
  return (
    <Page
      title={t('nav.figures')}
      tabs={<FigureTabs />}
      flush
      actions={
        <>
          <Button icon={<Icon name="download" />} onClick={keep} disabled={groups.length === 0}>
            {t('figures.csv')}
          </Button>
          <PrintButton />
        </>
      }
    >
      <FigureFilters
        scope={scoped}
        filters={['obligation', 'team', 'person', 'channel', 'category', 'type']}
      />
      {split.isPending && <Bones />}
      {split.isLoadingError && <Broken error={split.error} retry={split.refetch} />}
      {split.isSuccess && (
        <section className="figures" aria-label={title} aria-busy={split.isPlaceholderData}>
          <div className="figure-section-head">
            <h2>{title}</h2>
            <Segmented
              label={t('figures.split')}
              hideLabel
              value={by}
              options={splits
                .filter((each) => each !== 'person' || can('people.read'))
                .map((each) => ({ value: each, label: t(`figure_split.${each}`) }))}
              onChange={(next) => set({ kept_by: next })}
            />
          </div>
          {owed === 0 && sum('waived') + sum('cancelled') === 0 ? (
            <Empty icon="duties" title={t('figures.nothing_owed')}>
              {t('figures.nothing_owed_help')}
            </Empty>
          ) : (
            <>
              <p className="kept-sum">
                <span className="figure-value num">
                  {words.value(metric, owed === 0 ? null : sum('kept') / owed)}
                </span>
                <span>{t('figures.kept_of', { kept: sum('kept'), owed })}</span>
              </p>
              <KeptTable {...{ by, groups }} label={title} onOpen={open} />
            </>
          )}
          <p className="small muted figure-meaning">
            {words.compared(split.data.period)} {t(`metric_means.${metric}`)}
          </p>
        </section>
      )}
      {opened && <RowsDrawer opened={opened} onChange={setOpened} onClose={() => setOpened(null)} />}
    </Page>
  );
}
