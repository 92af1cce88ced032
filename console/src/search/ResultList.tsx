import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useShortcuts } from '../shared/shortcuts.ts';
import { ticketsQuery } from '../tickets/queries.ts';
import { ResultHead } from './ResultHead.tsx';
import { ResultRow } from './ResultRow.tsx';
import { addressOf, type ResultFilter } from './result-filter.ts';
import { SearchHelp } from './SearchHelp.tsx';

/** The found tickets, newest activity first. `j` and `k` move, `Enter` opens. */
export function ResultList({ filter, openNumber }: { filter: ResultFilter; openNumber: number | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const found = useInfiniteQuery(ticketsQuery(filter));
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const [cursor, setCursor] = useState<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const at = openNumber ?? cursor;

  function move(step: number) {
    const from = rows.findIndex((row) => row.number === at);
    const next = rows[from === -1 ? (step > 0 ? 0 : rows.length - 1) : from + step];
    if (!next) return;
    setCursor(next.number);
    if (openNumber !== null) navigate(addressOf(filter, next.number), { replace: true });
    list.current?.querySelector(`[data-number="${next.number}"]`)?.scrollIntoView({ block: 'nearest' });
  }
  const open = () => at !== null && navigate(addressOf(filter, at));
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    Enter: open,
    o: open,
    Escape: () => openNumber !== null && navigate(addressOf(filter)),
  });

  const refetching = found.isFetching && !found.isPending && !found.isFetchingNextPage;
  return (
    <section className="list-pane" aria-label={t('search.results')}>
      <ResultHead
        filter={filter}
        count={found.isSuccess && !found.isPlaceholderData ? rows.length : null}
        more={found.hasNextPage}
        busy={refetching}
      />
      <div className="result-scroll">
        {found.isPending && <Bones lines={9} />}
        {found.isError && rows.length === 0 && <Broken error={found.error} retry={found.refetch} />}
        {found.isSuccess && rows.length === 0 && (
          <>
            <Empty icon="search" title={t('search.none')}>
              {t('search.none_help')}
            </Empty>
            <SearchHelp />
          </>
        )}
        <ul ref={list} className={found.isPlaceholderData ? 'results-before' : undefined}>
          {rows.map((row) => (
            <ResultRow
              key={row.id}
              row={row}
              address={addressOf(filter, row.number)}
              here={row.number === at}
              open={row.number === openNumber}
            />
          ))}
        </ul>
        {found.hasNextPage && (
          <div className="empty">
            <Button onClick={() => found.fetchNextPage()} loading={found.isFetchingNextPage}>
              {t('list.more')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
