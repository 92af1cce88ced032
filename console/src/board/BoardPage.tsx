import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ExportMenu } from '../shared/ExportMenu.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useMe } from '../shared/session.ts';
import { useSingleKeys } from '../shared/shortcuts.ts';
import { teamsQuery } from '../shared/staff.ts';
import { BoardColumn } from './BoardColumn.tsx';
import './board.css';
import { boardQuery, type Card, type Column } from './queries.ts';
import { useGive } from './use-give.ts';

const firstRows = 20;
const mostRows = 100;

/** A team's open tickets by person. Arrow keys walk over the cards, `Enter` opens, `m` gives to somebody else. */
export default function BoardPage() {
  const { t } = useTranslation();
  const local = useLocalText();
  const navigate = useNavigate();
  const me = useMe();
  const teams = useQuery(teamsQuery);
  const params = useParams();
  const team = params.team ?? usualTeam(teams.data ?? [], me.user.id);
  const [limit, setLimit] = useState(firstRows);
  const board = useQuery(boardQuery(team, limit));
  const [dragged, setDragged] = useState<Card | null>(null);
  const [giving, setGiving] = useState<number | null>(null);
  const [singleKeys] = useSingleKeys();
  const element = useRef<HTMLDivElement>(null);
  const give = useGive();
  const columns = board.data?.columns ?? [];

  const onKey = (event: KeyboardEvent) => {
    const number = cardOf(event.target);
    if (number === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'm' && singleKeys === 'on') setGiving(number);
    else {
      const next = neighbour(columns, number, event.key);
      if (next === null) return;
      element.current?.querySelector<HTMLElement>(`[data-card="${next}"]`)?.focus();
    }
    event.preventDefault();
  };
  const onGive = (card: Card, to: Column['owner']) => {
    setGiving(null);
    void give(card, to);
  };

  return (
    <Page
      title={t('nav.board')}
      flush
      actions={
        <>
          {team !== '' && (
            <ExportMenu
              operation="exportTickets"
              name={t('nav.board')}
              query={{ view: 'unfinished', team, sort: 'due' }}
            />
          )}
          <select
            className="native board-team"
            aria-label={t('field.team')}
            value={team}
            onChange={(event) => navigate(`/board/${event.target.value}`)}
          >
            {(teams.data ?? []).map((each) => (
              <option key={each.id} value={each.id}>
                {local(each.name)}
              </option>
            ))}
          </select>
        </>
      }
    >
      {board.isPending && team !== '' && <Bones />}
      {board.isLoadingError && <Broken error={board.error} retry={board.refetch} />}
      {teams.isSuccess && team === '' && (
        <Empty icon="team" title={t('board.no_team')}>
          {t('board.no_team_help')}
        </Empty>
      )}
      {board.isSuccess && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the links within, which have the focus
        <div className="board" data-sideways="" ref={element} onKeyDown={onKey}>
          {columns.map((column) => (
            <BoardColumn
              key={column.owner?.id ?? 'nobody'}
              {...{ column, columns, dragged, giving, onGive }}
              onGiving={setGiving}
              onDrag={setDragged}
              onMore={() => setLimit(mostRows)}
            />
          ))}
        </div>
      )}
    </Page>
  );
}

/** The team that one leads, else one's own, else the first. */
function usualTeam(
  teams: readonly { id: string; lead: { id: string } | null; members: { id: string }[] }[],
  me: string,
): string {
  const found =
    teams.find((team) => team.lead?.id === me) ??
    teams.find((team) => team.members.some((member) => member.id === me)) ??
    teams[0];
  return found?.id ?? '';
}

function cardOf(target: EventTarget): number | null {
  const card = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-card]') : null;
  return card ? Number(card.dataset.card) : null;
}

/** The card above, below, or at the same height of the next column to either side that has any. */
export function neighbour(columns: readonly Column[], number: number, key: string): number | null {
  const at = columns.findIndex((column) => column.items.some((card) => card.number === number));
  const row = columns[at]?.items.findIndex((card) => card.number === number) ?? -1;
  const vertical = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (vertical) return columns[at]?.items[row + vertical]?.number ?? null;
  const aside = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (!aside) return null;
  for (let column = at + aside; columns[column]; column += aside) {
    const items = columns[column]?.items ?? [];
    const card = items[Math.min(row, items.length - 1)];
    if (card) return card.number;
  }
  return null;
}
