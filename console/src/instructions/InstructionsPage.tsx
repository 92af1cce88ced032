import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { InstructionFilters } from './InstructionFilters.tsx';
import { InstructionTable } from './InstructionTable.tsx';
import './instructions.css';
import { instructionsQuery } from './queries.ts';
import { useInstructionFilter } from './use-filter.ts';

const AskDialog = lazy(() => import('./AskDialog.tsx'));

/** Requests for instruction: what waits for me, what I asked, all that I may see. */
export default function InstructionsPage() {
  const { t } = useTranslation();
  const location = useLocation();
  const navigate = useNavigate();
  const [filter, narrow] = useInstructionFilter();
  const [asking, setAsking] = useState(false);
  const list = useInfiniteQuery(instructionsQuery(filter));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = filter.state !== null || filter.kind !== null;
  // asked for from elsewhere: once, so that going back does not repeat it
  const wanted = typeof location.state === 'object' && location.state !== null && 'ask' in location.state;
  useEffect(() => {
    if (!wanted) return;
    setAsking(true);
    navigate(location, { replace: true, state: null });
  }, [wanted, navigate, location]);

  return (
    <Page
      title={t('nav.instructions')}
      flush
      actions={
        <Button type="primary" icon={<Icon name="plus" />} onClick={() => setAsking(true)}>
          {t('instruction.ask')}
        </Button>
      }
      tabs={<InstructionFilters filter={filter} onNarrow={narrow} />}
    >
      {list.isPending && <Bones />}
      {list.isError && rows.length === 0 && <Broken error={list.error} retry={list.refetch} />}
      {list.isSuccess && rows.length === 0 && narrowed && (
        <Empty
          icon="filter"
          title={t('instruction.none_here')}
          action={
            <Button onClick={() => narrow({ state: null, kind: null })}>{t('instruction.show_all')}</Button>
          }
        />
      )}
      {list.isSuccess && rows.length === 0 && !narrowed && (
        <Empty icon="stairs" title={t(`instruction.empty_${filter.box}`)}>
          {t('instruction.empty_help')}
        </Empty>
      )}
      {rows.length > 0 && <InstructionTable rows={rows} />}
      {list.hasNextPage && (
        <div className="empty">
          <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('list.more')}
          </Button>
        </div>
      )}
      <Suspense fallback={null}>{asking && <AskDialog onClose={() => setAsking(false)} />}</Suspense>
    </Page>
  );
}
