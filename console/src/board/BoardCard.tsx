import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Due } from '../shared/Due.tsx';
import { Icon } from '../shared/icons.tsx';
import { PriorityMark, StatusMark } from '../shared/Marks.tsx';
import type { Card, Column } from './queries.ts';

interface BoardCardProps {
  card: Card;
  people: readonly Column[];
  giving: boolean;
  onGiving: (open: boolean) => void;
  onGive: (to: Column['owner']) => void;
  onDrag: (card: Card | null) => void;
}

/** One ticket on the board: dragged to somebody, or given by the menu, which needs neither mouse nor aim. */
export function BoardCard({ card, people, giving, onGiving, onGive, onDrag }: BoardCardProps) {
  const { t } = useTranslation();
  const current = card.assignee?.id ?? null;
  const choices = people.filter((column) => (column.owner?.id ?? null) !== current);
  return (
    <li
      className={card.overdue ? 'board-card overdue' : 'board-card'}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', String(card.number));
        event.dataTransfer.effectAllowed = 'move';
        onDrag(card);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <Link
        to={`/tickets/${card.number}`}
        className="board-link"
        data-card={card.number}
        draggable={false}
        aria-keyshortcuts="m"
      >
        <span className="board-subject">
          <PriorityMark priority={card.priority} />
          <span className="strong">{card.subject}</span>
        </span>
        <span className="small soft cut">
          <span className="num muted">#{card.number}</span> {card.customer.name}
        </span>
        <span className="board-foot small">
          <StatusMark status={card.status} category={card.status_category} />
          <Due
            dueAt={card.next_due_at}
            startedAt={card.opened_at}
            statusCategory={card.status_category}
            bar={false}
            brief
          />
        </span>
      </Link>
      <Dropdown
        trigger={['click']}
        open={giving}
        onOpenChange={onGiving}
        destroyOnHidden
        autoFocus
        menu={{
          className: 'board-menu',
          items: choices.map((column) => ({
            key: column.owner?.id ?? 'nobody',
            label: column.owner?.name ?? t('board.nobody'),
            onClick: () => onGive(column.owner),
          })),
        }}
      >
        <button
          type="button"
          className="icon-button board-give"
          aria-haspopup="menu"
          title={t('board.give_key')}
          aria-label={t('board.give', { number: card.number })}
        >
          <Icon name="transfer" size={14} />
        </button>
      </Dropdown>
    </li>
  );
}
