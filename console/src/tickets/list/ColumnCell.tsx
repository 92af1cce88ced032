import type { ViewColumn } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../shared/clock.ts';
import { useNames } from '../../shared/config.ts';
import { Due } from '../../shared/Due.tsx';
import { Face } from '../../shared/Face.tsx';
import { useFormat } from '../../shared/format.ts';
import { useLocalText } from '../../shared/local-text.ts';
import { StatusMark } from '../../shared/Marks.tsx';
import type { TicketRow } from '../queries.ts';

/** One of the columns that a view has chosen. */
export function ColumnCell({ column, row }: { column: ViewColumn; row: TicketRow }) {
  const { t } = useTranslation();
  const names = useNames();
  const local = useLocalText();
  const format = useFormat();
  const now = useNow();
  switch (column) {
    case 'customer':
      return <span className="cut">{row.customer.name}</span>;
    case 'status':
      return <StatusMark status={row.status} category={row.status_category} />;
    case 'due':
      return (
        <Due dueAt={row.next_due_at} startedAt={row.opened_at} statusCategory={row.status_category} brief />
      );
    case 'assignee':
      return <Person person={row.assignee} nobody={t('ticket.nobody')} />;
    case 'first_contact_owner':
      return <Person person={row.first_contact_owner} nobody={t('ticket.nobody_yet')} />;
    case 'team':
      return <span className="cut">{local(row.team.name)}</span>;
    case 'activity':
      return <time className="cut num">{format.short(row.last_activity_at, now)}</time>;
    case 'opened':
      return <time className="cut num">{format.short(row.opened_at, now)}</time>;
    case 'type':
      return <span className="cut">{names.type(row.type)}</span>;
    case 'category':
      return <span className="cut">{row.category === null ? '' : names.category(row.category)}</span>;
    case 'channel':
      return <span className="cut">{t(`channel.${row.channel}`)}</span>;
    case 'tags':
      return <span className="cut">{row.tags.join(t('common.comma'))}</span>;
  }
}

function Person({ person, nobody }: { person: TicketRow['assignee']; nobody: string }) {
  return (
    <span className="row cut">
      <Face name={person?.name ?? null} id={person?.id ?? null} size={20} />
      <span className="cut">{person?.name ?? nobody}</span>
    </span>
  );
}
