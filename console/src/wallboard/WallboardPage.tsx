import type { TicketSummary } from '@shouwen/api';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { call } from '../shared/api.ts';
import { useNow } from '../shared/clock.ts';
import { useDueWords } from '../shared/Due.tsx';
import { readDue } from '../shared/due.ts';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';
import { useTitle } from '../shared/Page.tsx';
import { usePreference } from '../shared/preference.ts';
import { Bones, Broken } from '../shared/States.tsx';
import { allTeamsQuery } from '../shared/staff.ts';
import { showTheme, themeNow } from '../shared/theme.ts';
import './wallboard.css';

/** What stands on the board; `wallboard` is fetched again with the numbers beside the views (shared/refresh.ts). */
const wallboardQuery = (team: string | undefined) =>
  queryOptions({
    queryKey: ['wallboard', team],
    queryFn: ({ signal }) => call('wallboard', { query: team ? { team } : {} }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000, // the facts follow the ledger a moment later
  });

/** Today at a glance for a big screen: large, dark unless told otherwise, and live. */
export default function WallboardPage() {
  const { t } = useTranslation();
  const local = useLocalText();
  const format = useFormat();
  const now = useNow();
  const navigate = useNavigate();
  const { team } = useParams();
  const teams = useQuery(allTeamsQuery);
  const board = useQuery(wallboardQuery(team));
  const [theme, setTheme] = usePreference('wallboard', ['dark', 'light'], 'dark');
  const screen = useRef<HTMLElement>(null);
  const name = teams.data?.find((each) => each.id === team)?.name;
  const title = name ? local(name) : t('wallboard.all_teams');
  useTitle(`${t('wallboard.title')}: ${title}`);
  useEffect(() => {
    showTheme(theme);
    return () => showTheme(themeNow());
  }, [theme]);
  return (
    <main className="wallboard" id="main" ref={screen}>
      <header className="wall-head">
        <h1>{title}</h1>
        <time className="num wall-clock">{format.time(now)}</time>
        <nav className="wall-tools" aria-label={t('wallboard.title')}>
          <select
            className="native"
            aria-label={t('field.team')}
            value={team ?? ''}
            onChange={(event) => navigate(`/wallboard/${event.target.value}`, { replace: true })}
          >
            <option value="">{t('wallboard.all_teams')}</option>
            {(teams.data ?? []).map((each) => (
              <option key={each.id} value={each.id}>
                {local(each.name)}
              </option>
            ))}
          </select>
          <Link to="/figures">{t('wallboard.leave')}</Link>
          <button
            type="button"
            className="link"
            onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
          >
            {t(theme === 'dark' ? 'wallboard.light' : 'wallboard.dark')}
          </button>
          <button type="button" className="link" onClick={() => void screen.current?.requestFullscreen()}>
            {t('wallboard.full')}
          </button>
        </nav>
      </header>
      {board.isPending && <Bones />}
      {board.isError && !board.data && <Broken error={board.error} retry={board.refetch} />}
      {board.data && (
        <>
          <section className="wall-numbers" aria-label={t('wallboard.today')}>
            <h2>{t('wallboard.today')}</h2>
            <dl>
              <BigNumber label={t('metric.received')} value={format.number(board.data.received)} />
              <BigNumber label={t('metric.answered')} value={format.number(board.data.answered)} />
              <BigNumber label={t('metric.solved')} value={format.number(board.data.solved)} />
              <BigNumber
                label={t('wallboard.kept_today')}
                value={
                  board.data.kept_rate === null
                    ? t('figures.none')
                    : t('figures.percent', { n: Math.round(board.data.kept_rate * 100) })
                }
              />
            </dl>
          </section>
          <section className="wall-numbers now" aria-label={t('wallboard.now')}>
            <h2>{t('wallboard.now')}</h2>
            <dl>
              <BigNumber label={t('metric.backlog')} value={format.number(board.data.backlog)} />
              <BigNumber
                label={t('wallboard.unowned')}
                value={format.number(board.data.unowned)}
                tone={board.data.unowned > 0 ? 'soon' : 'calm'}
              />
              <BigNumber
                label={t('wallboard.overdue')}
                value={format.number(board.data.overdue)}
                tone={board.data.overdue > 0 ? 'late' : 'kept'}
              />
            </dl>
          </section>
          <section className="wall-next" aria-label={t('wallboard.soonest')}>
            <h2>{t('wallboard.soonest')}</h2>
            {board.data.soonest.length === 0 && <p className="muted">{t('wallboard.nothing_due')}</p>}
            <ol>
              {board.data.soonest.map((ticket) => (
                <Next key={ticket.number} ticket={ticket} />
              ))}
            </ol>
          </section>
        </>
      )}
    </main>
  );
}

interface NumberProps {
  label: string;
  value: string;
  tone?: 'calm' | 'soon' | 'late' | 'kept';
}

function BigNumber({ label, value, tone = 'calm' }: NumberProps) {
  return (
    <div className={`wall-number ${tone}`}>
      <dt>{label}</dt>
      <dd className="num">{value}</dd>
    </div>
  );
}

function Next({ ticket }: { ticket: TicketSummary }) {
  const { t } = useTranslation();
  const now = useNow();
  const say = useDueWords();
  const reading = readDue({ dueAt: ticket.next_due_at, startedAt: ticket.opened_at, now });
  return (
    <li className={`wall-ticket wall-${reading.tone}`}>
      <Link to={`/tickets/${ticket.number}`}>
        <span className="num muted">#{ticket.number}</span>
        <span className="cut wall-subject">{ticket.subject}</span>
        <span className={ticket.assignee ? 'cut wall-who' : 'cut wall-who unowned'}>
          {ticket.assignee?.name ?? t('wallboard.unowned')}
        </span>
        <span className="wall-due">{say(reading, ticket.next_due_at, ticket.status_category)}</span>
      </Link>
    </li>
  );
}
