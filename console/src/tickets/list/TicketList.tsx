import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePersonal } from '../../shared/personal.ts';
import { Broken } from '../../shared/States.tsx';
import { useShortcuts } from '../../shared/shortcuts.ts';
import { type TicketFilter, ticketsQuery } from '../queries.ts';
import { markUnread } from '../use-mark-read.ts';
import { useView } from '../views.ts';
import { BulkBar } from './BulkBar.tsx';
import { ListBones } from './ListBones.tsx';
import { ListEmpty } from './ListEmpty.tsx';
import { ListHead } from './ListHead.tsx';
import './list.css';
import { useFetchAhead } from './use-fetch-ahead.ts';
import { useSelection } from './use-selection.ts';
import { type RowsHandle, VirtualRows } from './VirtualRows.tsx';

/** The list of a view: filter on top, rows, more as one scrolls. `j` and `k` move, `Enter` opens, `x` selects. */
export function TicketList({ view, openNumber }: { view: string; openNumber: number | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [filter, setFilter] = useState<TicketFilter>({});
  const list = useInfiniteQuery(ticketsQuery({ view, ...filter }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const [cursor, setCursor] = useState<number | null>(null);
  const [density] = usePersonal('density', 'comfortable');
  const shown = useView(view);
  const at = openNumber ?? cursor;
  const selection = useSelection(rows);
  const handle = useRef<RowsHandle>(null);
  const open = (number: number) => navigate(`/inbox/${view}/${number}`);
  const position = rows.findIndex((row) => row.number === at);
  useFetchAhead(position === -1 ? undefined : rows[openNumber === null ? position : position + 1]);

  function move(step: number) {
    const next = rows[position === -1 ? (step > 0 ? 0 : rows.length - 1) : position + step];
    if (!next) return;
    setCursor(next.number);
    if (openNumber !== null) navigate(`/inbox/${view}/${next.number}`, { replace: true });
    handle.current?.show(next.number);
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => at !== null && open(at),
    o: () => at !== null && open(at),
    x: () => at !== null && selection.toggle(at),
    u: () => {
      if (at === null) return;
      setCursor(at);
      if (openNumber !== null) navigate(`/inbox/${view}`);
      void markUnread(client, at);
    },
    Escape: () => {
      if (selection.numbers.size > 0) selection.clear();
      else if (openNumber !== null) navigate(`/inbox/${view}`);
    },
  });

  return (
    <section
      className={density === 'compact' ? 'list-pane compact' : 'list-pane'}
      aria-label={t('list.label')}
    >
      <ListHead view={view} filter={filter} onFilter={setFilter} busy={list.isFetching && !list.isPending} />
      {selection.numbers.size > 0 && <BulkBar selection={selection} rows={rows} />}
      {list.isPending && <ListBones />}
      {list.isError && rows.length === 0 && <Broken error={list.error} retry={list.refetch} />}
      {list.isSuccess && rows.length === 0 && (
        <ListEmpty view={view} filtered={Object.keys(filter).length > 0} onClear={() => setFilter({})} />
      )}
      <VirtualRows
        ref={handle}
        rows={rows}
        view={view}
        columns={shown?.columns ?? []}
        grouping={shown?.grouping ?? null}
        compact={density === 'compact'}
        at={at}
        openNumber={openNumber}
        selection={selection}
        more={list.hasNextPage ? () => void list.fetchNextPage() : null}
        fetching={list.isFetchingNextPage}
      />
    </section>
  );
}
