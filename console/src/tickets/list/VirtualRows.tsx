import type { ViewColumn, ViewGrouping } from '@shouwen/api';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '../queries.ts';
import { useListItems } from './list-items.ts';
import { TicketRowView } from './TicketRowView.tsx';
import { useFetchPointed } from './use-fetch-ahead.ts';
import type { Selection } from './use-selection.ts';

export interface RowsHandle {
  /** scrolls until the row of that ticket is in sight */
  show(number: number): void;
}
interface RowsProps {
  ref: Ref<RowsHandle>;
  rows: readonly TicketRow[];
  view: string;
  columns: readonly ViewColumn[];
  grouping: ViewGrouping | null;
  compact: boolean;
  at: number | null;
  openNumber: number | null;
  selection: Selection;
  /** fetches the next page; null when there is none */
  more: (() => void) | null;
  fetching: boolean;
}

const early = 15; // rows before the end at which the next page is fetched

/** The rows of a list, of which only those near the sight are made, however many there are. */
export function VirtualRows(props: RowsProps) {
  const { t } = useTranslation();
  const { ref, rows, grouping, columns, compact, more, fetching } = props;
  const items = useListItems(rows, grouping);
  const onPointed = useFetchPointed(rows);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'group' ? 34 : compact ? 44 : 60),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 10,
  });
  useImperativeHandle(
    ref,
    () => ({
      show(number) {
        const index = items.findIndex((item) => item.kind === 'row' && item.row.number === number);
        if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
      },
    }),
    [items, virtual],
  );
  // another density or width: rows have other heights
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the density changes
  useEffect(() => virtual.measure(), [compact, virtual]);
  const made = virtual.getVirtualItems();
  const last = made.at(-1)?.index ?? 0;
  const nearEnd = last >= items.length - early;
  useEffect(() => {
    if (nearEnd && more && !fetching) more();
  }, [nearEnd, more, fetching]);

  const wide: CSSProperties & Record<'--columns', number> = { '--columns': columns.length };
  return (
    <div
      ref={scroller}
      className={columns.length > 0 ? 'list-scroll with-columns' : 'list-scroll'}
      style={wide}
      onPointerOver={onPointed}
    >
      {columns.length > 0 && items.length > 0 && (
        <div className="column-heads" aria-hidden="true">
          <span className="column-subject">{t('field.subject')}</span>
          {columns.map((column) => (
            <span key={column} className="cut">
              {t(`column.${column}`)}
            </span>
          ))}
        </div>
      )}
      <ul className="ticket-list" style={{ height: virtual.getTotalSize() }}>
        {made.map(({ index, key, start }) => {
          const item = items[index];
          if (!item) return null;
          const place: CSSProperties = { transform: `translateY(${start}px)` };
          if (item.kind === 'group')
            return (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className="list-group"
                style={place}
              >
                <h2 className="cut">{item.label}</h2>
              </li>
            );
          const { row } = item;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className="ticket-place"
              style={place}
              aria-setsize={more ? -1 : rows.length}
              aria-posinset={index + 1}
            >
              <TicketRowView
                row={row}
                view={props.view}
                columns={columns}
                here={row.number === props.at}
                open={row.number === props.openNumber}
                selected={props.selection.numbers.has(row.number)}
                onSelect={props.selection.toggle}
              />
            </li>
          );
        })}
      </ul>
      {more && (
        <button type="button" className="list-more link" onClick={more} disabled={fetching}>
          {fetching ? t('common.loading') : t('list.more')}
        </button>
      )}
    </div>
  );
}
