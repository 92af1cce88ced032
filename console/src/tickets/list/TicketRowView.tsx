import type { ViewColumn } from '@shouwen/api';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../shared/clock.ts';
import { Due } from '../../shared/Due.tsx';
import { Face } from '../../shared/Face.tsx';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icons.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { PriorityMark, StatusMark } from '../../shared/Marks.tsx';
import type { TicketRow } from '../queries.ts';
import { ColumnCell } from './ColumnCell.tsx';

interface RowProps {
  row: TicketRow;
  view: string;
  /** what the view has chosen to show where there is room; none for the usual */
  columns: readonly ViewColumn[];
  here: boolean;
  open: boolean;
  selected: boolean;
  onSelect: (number: number, range: boolean) => void;
}

/** One row of the list: two lines in a narrow list, columns in a wide one. */
export const TicketRowView = memo(function TicketRowView({
  row,
  view,
  columns,
  here,
  open,
  selected,
  onSelect,
}: RowProps) {
  const { t } = useTranslation();
  const unread = row.unread === true && !open;
  const state = Object.entries({ here, open, selected, unread, overdue: row.overdue })
    .filter(([, holds]) => holds)
    .map(([name]) => name);
  return (
    <div className={`ticket-row ${state.join(' ')}`} data-number={row.number}>
      <label className="row-check">
        <input
          type="checkbox"
          checked={selected}
          aria-label={t('list.select', { number: row.number })}
          onChange={() => undefined}
          onClick={(event) => onSelect(row.number, event.shiftKey)}
        />
      </label>
      <Link to={`/inbox/${view}/${row.number}`} className="row-link" aria-current={open ? 'true' : undefined}>
        <span className="row-subject">
          <PriorityMark priority={row.priority} />
          {unread && <span className="sr">{t('list.unread')}</span>}
          <span className="subject cut">{row.subject}</span>
          {row.confidential && <Icon name="lock" size={13} aria-label={t('ticket.confidential')} />}
        </span>
        <span className="row-excerpt cut">{row.excerpt}</span>
        <span className="row-who cut">
          <span className="num muted">#{row.number}</span> {row.customer.name}
        </span>
        <span className="row-status">
          <StatusMark status={row.status} category={row.status_category} />
        </span>
        <RowTeam row={row} />
        <RowDue row={row} />
        <RowTime row={row} />
        <RowFace row={row} />
        {columns.length > 0 && (
          <span className="row-cells">
            {columns.map((column) => (
              <ColumnCell key={column} column={column} row={row} />
            ))}
          </span>
        )}
      </Link>
    </div>
  );
});

function RowTeam({ row }: { row: TicketRow }) {
  const local = useLocalText();
  return <span className="row-team cut muted">{local(row.team.name)}</span>;
}

function RowDue({ row }: { row: TicketRow }) {
  return (
    <span className="row-due">
      <Due dueAt={row.next_due_at} startedAt={row.opened_at} statusCategory={row.status_category} brief />
    </span>
  );
}

function RowTime({ row }: { row: TicketRow }) {
  const format = useFormat();
  const now = useNow();
  return <time className="row-time num muted">{format.short(row.last_activity_at, now)}</time>;
}

function RowFace({ row }: { row: TicketRow }) {
  const { t } = useTranslation();
  const label = row.assignee ? t('ticket.assigned_to', { name: row.assignee.name }) : t('ticket.unowned');
  return (
    <span className="row-face" title={label}>
      <Face name={row.assignee?.name ?? null} id={row.assignee?.id ?? null} size={22} />
      <span className="row-face-name cut">{row.assignee?.name ?? t('ticket.nobody')}</span>
      <span className="sr">{label}</span>
    </span>
  );
}
