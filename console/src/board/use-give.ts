import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { problemText } from '../shared/problem.ts';
import { toast } from '../shared/toasts.tsx';
import { useTicketChanged } from '../tickets/queries.ts';
import type { Board, Card, Column } from './queries.ts';

type Person = Column['owner'];

/** Gives a ticket of the board to somebody, or back to nobody: shown at once, taken back when refused, undone on request. */
export function useGive(): (card: Card, to: Person) => Promise<void> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const changed = useTicketChanged();
  async function assign(card: Card, to: Person): Promise<boolean> {
    await client.cancelQueries({ queryKey: ['tickets', 'board'] });
    client.setQueriesData<Board>({ queryKey: ['tickets', 'board'] }, (board) => moved(board, card, to));
    try {
      await call(
        'changeTicket',
        {
          params: { number: card.number },
          body: { assignee_id: to?.id ?? null },
        },
        { ifMatch: '*' },
      );
      return true;
    } catch (error) {
      toast(problemText(error), { tone: 'bad' });
      return false;
    } finally {
      changed(card.number);
    }
  }
  return async (card, to) => {
    const before = card.assignee;
    if (before?.id === to?.id) return;
    if (!(await assign(card, to))) return;
    const given = { ...card, assignee: to };
    toast(
      to
        ? t('board.given', { number: card.number, name: to.name })
        : t('board.given_back', { number: card.number }),
      { action: { label: t('common.undo'), run: () => void assign(given, before) } },
    );
  };
}

/** The board with a card in another column; counts move with it. */
export function moved(board: Board | undefined, card: Card, to: Person): Board | undefined {
  if (!board) return board;
  const from = card.assignee?.id ?? null;
  const goal = to?.id ?? null;
  const late = card.overdue ? 1 : 0;
  const waits = ['waiting_for_customer', 'on_hold'].includes(card.status_category) ? 1 : 0;
  const counted = (column: Column, by: 1 | -1, items: Card[]): Column => ({
    ...column,
    open: column.open + by,
    overdue: column.overdue + by * late,
    waiting: column.waiting + by * waits,
    items,
  });
  return {
    ...board,
    columns: board.columns.map((column) => {
      const owner = column.owner?.id ?? null;
      if (owner === from && column.items.some((each) => each.id === card.id))
        return counted(
          column,
          -1,
          column.items.filter((each) => each.id !== card.id),
        );
      if (owner === goal)
        return counted(column, 1, [...column.items, { ...card, assignee: to }].sort(soonestFirst));
      return column;
    }),
  };
}

const dueOf = (card: Card) =>
  card.next_due_at === null ? Number.POSITIVE_INFINITY : Date.parse(card.next_due_at);
const soonestFirst = (a: Card, b: Card) => {
  const [first, second] = [dueOf(a), dueOf(b)];
  return first === second ? a.number - b.number : first - second;
};
