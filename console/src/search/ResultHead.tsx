import { statusCategories } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ExportMenu } from '../shared/ExportMenu.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { teamsQuery } from '../shared/staff.ts';
import { useViews } from '../tickets/views.ts';
import { addressOf, type ResultFilter } from './result-filter.ts';

interface HeadProps {
  filter: ResultFilter;
  /** how many are shown; null while they are being looked for */
  count: number | null;
  more: boolean;
  busy: boolean;
}

/** How much was found, and what narrows it. */
export function ResultHead({ filter, count, more, busy }: HeadProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const local = useLocalText();
  const teams = useQuery(teamsQuery);
  const { builtIn, saved } = useViews();
  const set = (change: Record<string, string>) =>
    navigate(addressOf({ ...filter, ...change }), { replace: true });
  const summary = more
    ? t('search.found_more', { count: count ?? 0 })
    : t('search.found', { count: count ?? 0 });
  return (
    <header className="result-head">
      <div className="row">
        <h1 className="cut">{t('search.results_for', { q: filter.q })}</h1>
        <span className="end small muted" role="status">
          {busy ? t('list.refreshing') : count !== null && summary}
        </span>
        <ExportMenu
          operation="exportTickets"
          name={t('search.results_for', { q: filter.q }).slice(0, 100)}
          query={{ ...filter }}
        />
      </div>
      <div className="row">
        <select
          className="native"
          aria-label={t('views.label')}
          value={filter.view ?? ''}
          onChange={(event) => set({ view: event.target.value })}
        >
          <option value="">{t('view.all')}</option>
          {[...builtIn, ...saved]
            .filter((view) => view.id !== 'all')
            .map((view) => (
              <option key={view.id} value={view.id}>
                {view.label}
              </option>
            ))}
        </select>
        <select
          className="native"
          aria-label={t('list.filter_status')}
          value={filter.status ?? ''}
          onChange={(event) => set({ status: event.target.value })}
        >
          <option value="">{t('search.any_status')}</option>
          {statusCategories.map((each) => (
            <option key={each} value={each}>
              {t(`category.${each}`)}
            </option>
          ))}
        </select>
        <select
          className="native"
          aria-label={t('list.filter_team')}
          value={filter.team ?? ''}
          onChange={(event) => set({ team: event.target.value })}
        >
          <option value="">{t('search.any_team')}</option>
          {teams.data?.map((team) => (
            <option key={team.id} value={team.id}>
              {local(team.name)}
            </option>
          ))}
        </select>
      </div>
    </header>
  );
}
