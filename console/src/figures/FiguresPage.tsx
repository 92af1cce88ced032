import { type FigureSplit, figureSplits, type Metric, metrics } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { FigureFilters } from './FigureFilters.tsx';
import { FigureSection } from './FigureSection.tsx';
import { FigureTabs } from './FigureTabs.tsx';
import { FigureTile } from './FigureTile.tsx';
import './figures.css';
import { tiles } from './metrics.ts';
import { PrintButton } from './PrintButton.tsx';
import { usualSplit } from './periods.ts';
import { type Figures, figuresQuery } from './queries.ts';
import { type Opened, RowsDrawer } from './RowsDrawer.tsx';
import { useScope } from './use-scope.ts';
import { useFigureWords } from './use-words.ts';

/** How the department is doing: key figures against the period before, each as a chart or a table that opens its rows. */
export default function FiguresPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useFigureWords();
  const scoped = useScope('last_30');
  const { scope, params, set } = scoped;
  const [opened, setOpened] = useState<Opened | null>(null);
  const figures = useQuery(figuresQuery(scope));
  const metric = metrics.find((each) => each === params.get('metric')) ?? 'received';
  const by = splitOf(params.get('by')) ?? usualSplit(scope);
  const found = new Map<Metric, Figures['items'][number]>(
    (figures.data?.items ?? []).map((item) => [item.metric, item]),
  );
  const nothing = [...found.values()].every((item) => item.rows === 0 && !item.before);
  return (
    <Page
      title={t('nav.figures')}
      tabs={<FigureTabs />}
      flush
      actions={
        <>
          <PrintButton />
          <Button icon={<Icon name="screen" />} onClick={() => navigate('/wallboard')}>
            {t('wallboard.title')}
          </Button>
        </>
      }
    >
      <FigureFilters scope={scoped} filters={['team', 'person', 'channel', 'category', 'type']} />
      {figures.isPending && <Bones />}
      {figures.isLoadingError && <Broken error={figures.error} retry={figures.refetch} />}
      {figures.isSuccess && (
        <div className="figures" aria-busy={figures.isPlaceholderData}>
          <p className="figure-period small muted">
            {words.compared(figures.data.period)}
            {figures.data.period.behind > 0 &&
              ` ${t('figures.behind', { count: figures.data.period.behind })}`}
          </p>
          {nothing ? (
            <Empty icon="chart" title={t('figures.empty')}>
              {t('figures.empty_help')}
            </Empty>
          ) : (
            <>
              <ul className="figure-tiles">
                {tiles.map((tile) => (
                  <FigureTile
                    key={tile.metric}
                    tile={tile}
                    figures={found}
                    chosen={metric}
                    onChoose={(chosen) => set({ metric: chosen })}
                  />
                ))}
              </ul>
              <FigureSection
                {...{ metric, scope, by }}
                onSplit={(split) => set({ by: split })}
                onOpen={setOpened}
              />
            </>
          )}
        </div>
      )}
      {opened && <RowsDrawer opened={opened} onChange={setOpened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

function splitOf(name: string | null): FigureSplit | undefined {
  return figureSplits.find((split) => split === name && split !== 'obligation');
}
