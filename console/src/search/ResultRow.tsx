import type { Highlight } from '@shouwen/api';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../shared/clock.ts';
import { Face } from '../shared/Face.tsx';
import { useFormat } from '../shared/format.ts';
import { Icon, type IconName } from '../shared/icons.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { PriorityMark, StatusMark } from '../shared/Marks.tsx';
import type { TicketRow } from '../tickets/queries.ts';
import { Marked } from './Marked.tsx';

interface RowProps {
  row: TicketRow;
  address: string;
  here: boolean;
  open: boolean;
}

/** One found ticket: what it is about, the place where the words stand, whose it is. */
export const ResultRow = memo(function ResultRow({ row, address, here, open }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const local = useLocalText();
  const { highlight } = row;
  const state = ['result-row', here && 'here', open && 'open'].filter(Boolean);
  return (
    <li className={state.join(' ')} data-number={row.number}>
      <Link to={address} aria-current={open ? 'true' : undefined}>
        <span className="row">
          <PriorityMark priority={row.priority} />
          <span className="result-subject cut">
            {highlight?.in === 'subject' ? <Marked highlight={highlight} /> : row.subject}
          </span>
          {row.confidential && <Icon name="lock" size={13} aria-label={t('ticket.confidential')} />}
          <time className="end num muted small">{format.short(row.last_activity_at, now)}</time>
        </span>
        <span className="result-text">{excerptOf(row, highlight)}</span>
        <span className="result-facts">
          <span className="num muted">#{row.number}</span>
          <span className="cut">
            {highlight?.in === 'customer' ? <Marked highlight={highlight} /> : row.customer.name}
          </span>
          <StatusMark status={row.status} category={row.status_category} />
          <span className="cut muted">{local(row.team.name)}</span>
          {row.assignee && (
            <span
              className="result-assignee end"
              title={t('ticket.assigned_to', { name: row.assignee.name })}
            >
              <Face name={row.assignee.name} id={row.assignee.id} size={18} />
              <span className="cut">{row.assignee.name}</span>
            </span>
          )}
        </span>
      </Link>
    </li>
  );
});

/** The place where the words stand; where they stand in the row already, or nowhere that can be shown, how the ticket goes. */
function excerptOf(row: TicketRow, highlight: Highlight | undefined) {
  if (!highlight || highlight.in === 'subject' || highlight.in === 'customer') return row.excerpt;
  return (
    <>
      <Place of={highlight.in} /> <Marked highlight={highlight} />
    </>
  );
}

/** In what the words stand, as a symbol with its name. */
function Place({ of }: { of: 'message' | 'note' | 'attachment' }) {
  const { t } = useTranslation();
  const places: Record<typeof of, { icon: IconName; name: string }> = {
    message: { icon: 'mail', name: t('search.in_message') },
    note: { icon: 'note', name: t('search.in_note') },
    attachment: { icon: 'clip', name: t('search.in_attachment') },
  };
  const { icon, name } = places[of];
  return (
    <span className="result-place" title={name}>
      <Icon name={icon} size={13} />
      <span className="sr">{name}</span>
    </span>
  );
}
