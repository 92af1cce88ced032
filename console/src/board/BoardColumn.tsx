import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '../shared/Face.tsx';
import { BoardCard } from './BoardCard.tsx';
import { inHand, type Load, loadOf } from './load.ts';
import type { Card, Column } from './queries.ts';

interface BoardColumnProps {
  column: Column;
  columns: readonly Column[];
  dragged: Card | null;
  /** the number of the ticket whose menu is open */
  giving: number | null;
  onGiving: (number: number | null) => void;
  onGive: (card: Card, to: Column['owner']) => void;
  onDrag: (card: Card | null) => void;
  onMore: () => void;
}

/** What one person has, or nobody; a card dropped here is theirs. */
export function BoardColumn({
  column,
  columns,
  dragged,
  giving,
  onGiving,
  onGive,
  onDrag,
  onMore,
}: BoardColumnProps) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const owner = column.owner?.id ?? null;
  const name = column.owner?.name ?? t('board.nobody');
  const takes = dragged !== null && (dragged.assignee?.id ?? null) !== owner;
  const load = loadOf(column, columns);
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!dragged || !takes) return;
    event.preventDefault();
    onGive(dragged, column.owner);
    onDrag(null);
  };
  return (
    <section
      className={`board-column ${takes ? 'takes' : ''} ${over && takes ? 'over' : ''}`}
      aria-label={name}
      data-column={owner ?? 'nobody'}
      onDragOver={(event) => {
        if (!takes) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <header className="board-head">
        <Face name={column.owner?.name ?? null} id={owner} size={28} />
        <div className="grow">
          <h2 className="cut">{name}</h2>
          <Sums column={column} load={load} />
        </div>
      </header>
      <ul className="board-cards">
        {column.items.map((card) => (
          <BoardCard
            key={card.id}
            card={card}
            people={columns}
            giving={giving === card.number}
            onGiving={(open) => onGiving(open ? card.number : null)}
            onGive={(to) => onGive(card, to)}
            onDrag={onDrag}
          />
        ))}
      </ul>
      {column.items.length === 0 && (
        <p className="board-empty small muted">{owner === null ? t('board.all_owned') : t('board.free')}</p>
      )}
      {column.open > column.items.length && (
        <button type="button" className="link board-more" onClick={onMore}>
          {t('board.more', { count: column.open - column.items.length })}
        </button>
      )}
    </section>
  );
}

function Sums({ column, load }: { column: Column; load: Load }) {
  const { t } = useTranslation();
  return (
    <div className="small soft board-sums">
      <span>{t('board.open', { count: column.open })}</span>
      {column.overdue > 0 && (
        <span className="pill red">{t('board.overdue', { count: column.overdue })}</span>
      )}
      {column.waiting > 0 && <span>{t('board.waiting', { count: column.waiting })}</span>}
      {column.elsewhere > 0 && <span>{t('board.elsewhere', { count: column.elsewhere })}</span>}
      {load === 'heavy' && (
        <span className="pill amber" title={t('board.heavy_help', { count: inHand(column) })}>
          {t('board.heavy')}
        </span>
      )}
      {column.owner !== null && !column.member && <span className="pill">{t('board.guest')}</span>}
    </div>
  );
}
