import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '../shared/config.ts';
import { useFormat } from '../shared/format.ts';
import { textIfAny } from '../shared/i18n.ts';
import { useLocalText } from '../shared/local-text.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { type Behind, type Row, rowsQuery } from './queries.ts';

export interface Opened extends Behind {
  title: string;
}
interface RowsDrawerProps {
  opened: Opened;
  onChange: (opened: Opened) => void;
  onClose: () => void;
}

/** The tickets behind a value, latest first. */
export function RowsDrawer({ opened, onChange, onClose }: RowsDrawerProps) {
  const { t } = useTranslation();
  const { title, ...behind } = opened;
  const rows = useInfiniteQuery(rowsQuery(behind));
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const rate = behind.metric === 'kept_rate' || behind.metric === 'reopen_rate' ? behind.metric : null;
  return (
    <Drawer open size={560} title={title} onClose={onClose} destroyOnHidden>
      {rate && (
        <Segmented
          label={t('figures.part')}
          hideLabel
          value={behind.part ?? 'all'}
          options={[
            { value: 'all', label: t('figures.all') },
            { value: 'for', label: t(`figure_part.${rate}_for`) },
            { value: 'against', label: t(`figure_part.${rate}_against`) },
          ]}
          onChange={(part) => {
            const { part: _, ...rest } = opened;
            onChange(part === 'all' ? rest : { ...rest, part });
          }}
        />
      )}
      {rows.isPending && <Bones />}
      {rows.isLoadingError && <Broken error={rows.error} retry={rows.refetch} />}
      {rows.isSuccess && items.length === 0 && <Empty icon="chart" title={t('figures.no_rows')} />}
      <ul className="figure-rows">
        {items.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a ticket may stand here several times, and rows never move
          <RowItem key={`${row.ticket.number} ${row.at} ${at}`} row={row} />
        ))}
      </ul>
      {rows.hasNextPage && (
        <Button onClick={() => rows.fetchNextPage()} loading={rows.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </Drawer>
  );
}

function RowItem({ row }: { row: Row }) {
  const { t } = useTranslation();
  const format = useFormat();
  const local = useLocalText();
  const names = useNames();
  const { obligation, elapsed_ms, counted_ms, undone_at } = row;
  const facts = [
    obligation ? t('figures.due_at', { at: format.dateTime(row.at) }) : format.dateTime(row.at),
    row.person?.name ?? t('figures.nobody'),
    local(row.team.name),
    ...(elapsed_ms === null ? [] : [t('figures.took', { length: format.duration(elapsed_ms) })]),
    ...(counted_ms === null || counted_ms === elapsed_ms
      ? []
      : [t('figures.counted', { length: format.duration(counted_ms) })]),
    ...(undone_at === null ? [] : [t('figures.reopened_at', { at: format.dateTime(undone_at) })]),
    ...(obligation
      ? [
          textIfAny(`obligation.${obligation.kind}`) ?? names.obligation(obligation.kind),
          t(`outcome.${obligation.outcome}`),
          ...(obligation.done_at ? [t('figures.done_at', { at: format.dateTime(obligation.done_at) })] : []),
        ]
      : []),
  ];
  return (
    <li>
      <Link to={`/tickets/${row.ticket.number}`} className="figure-row">
        <span className="cut">
          <span className="num muted">#{row.ticket.number}</span> {row.ticket.subject}
        </span>
        <span className="small muted">{facts.join(' · ')}</span>
      </Link>
    </li>
  );
}
