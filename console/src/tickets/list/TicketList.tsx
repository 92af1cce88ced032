import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Bones, Broken } from '../../shared/States.tsx';
import { useShortcuts } from '../../shared/shortcuts.ts';
import { type TicketFilter, ticketsQuery } from '../queries.ts';
import { BulkBar } from './BulkBar.tsx';
import { ListEmpty } from './ListEmpty.tsx';
import { ListHead } from './ListHead.tsx';
import './list.css';
import { TicketRowView } from './TicketRowView.tsx';
import { useSelection } from './use-selection.ts';

/** The list of a view: filter on top, rows, more as one scrolls. `j` and `k` move, `Enter` opens, `x` selects. */
export function TicketList({ view, openNumber }: { view: string; openNumber: number | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [filter, setFilter] = useState<TicketFilter>({});
  const list = useInfiniteQuery(ticketsQuery({ view, ...filter }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const [cursor, setCursor] = useState<number | null>(null);
  const at = openNumber ?? cursor;
  const selection = useSelection(rows);
  const listRef = useRef<HTMLUListElement>(null);
  const open = (number: number) => navigate(`/inbox/${view}/${number}`);

  function move(step: number) {
    const from = rows.findIndex((row) => row.number === at);
    const next = rows[from === -1 ? (step > 0 ? 0 : rows.length - 1) : from + step];
    if (!next) return;
    setCursor(next.number);
    if (openNumber !== null) navigate(`/inbox/${view}/${next.number}`, { replace: true });
    const row = listRef.current?.querySelector(`[data-number="${next.number}"]`);
    row?.scrollIntoView({ block: 'nearest' });
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => at !== null && open(at),
    o: () => at !== null && open(at),
    x: () => at !== null && selection.toggle(at),
    Escape: () => {
      if (selection.numbers.size > 0) selection.clear();
      else if (openNumber !== null) navigate(`/inbox/${view}`);
    },
  });

  return (
    <section className="list-pane" aria-label={t('list.label')}>
      <ListHead view={view} filter={filter} onFilter={setFilter} busy={list.isFetching && !list.isPending} />
      {selection.numbers.size > 0 && <BulkBar selection={selection} rows={rows} />}
      <div className="list-scroll">
        {list.isPending && <Bones lines={9} />}
        {list.isError && rows.length === 0 && <Broken error={list.error} retry={list.refetch} />}
        {list.isSuccess && rows.length === 0 && (
          <ListEmpty view={view} filtered={Object.keys(filter).length > 0} onClear={() => setFilter({})} />
        )}
        <ul ref={listRef} className="ticket-list">
          {rows.map((row) => (
            <TicketRowView
              key={row.id}
              row={row}
              view={view}
              here={row.number === at}
              open={row.number === openNumber}
              selected={selection.numbers.has(row.number)}
              onSelect={(range) => selection.toggle(row.number, range)}
            />
          ))}
        </ul>
        {list.hasNextPage && (
          <More key={rows.length} busy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
        )}
      </div>
    </section>
  );
}

/** Fetches the next page when it comes into sight; a button for the keyboard. */
function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const { t } = useTranslation();
  const ref = useRef<HTMLButtonElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  useEffect(() => {
    const button = ref.current;
    if (!button) return;
    const watcher = new IntersectionObserver(
      (seen) => {
        if (seen.some((each) => each.isIntersecting)) latest.current();
      },
      { rootMargin: '400px' },
    );
    watcher.observe(button);
    return () => watcher.disconnect();
  }, []);
  return (
    <button ref={ref} type="button" className="list-more link" onClick={onMore} disabled={busy}>
      {busy ? t('common.loading') : t('list.more')}
    </button>
  );
}
