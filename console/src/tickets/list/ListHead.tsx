import type { StatusCategory } from '@shouwen/api';
import { statusCategories } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '../../shared/icons.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { teamsQuery } from '../../shared/staff.ts';
import type { TicketFilter } from '../queries.ts';
import { useViewNumbers } from '../view-counts.ts';
import { useViews } from '../views.ts';
import { ViewMenu } from './ViewMenu.tsx';

interface HeadProps {
  view: string;
  filter: TicketFilter;
  onFilter: (filter: TicketFilter) => void;
  busy: boolean;
}

/** The list's name (a choice of views on a phone) and what narrows it. */
export function ListHead({ view, filter, onFilter, busy }: HeadProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const local = useLocalText();
  const { builtIn, saved } = useViews();
  const teams = useQuery(teamsQuery);
  const numbers = useViewNumbers();
  const views = [...builtIn, ...saved];
  const withNumber = ({ id, label: name }: { id: string; label: string }) => {
    const number = numbers.get(id);
    return number ? t('views.name_and_number', { name, number: number.text }) : name;
  };
  const label = views.find((each) => each.id === view)?.label ?? t('nav.inbox');
  const isStatus = (value: string): value is StatusCategory =>
    statusCategories.some((each) => each === value);

  function set(change: Partial<Record<keyof TicketFilter, string | undefined>>) {
    const next: Record<string, string> = {};
    for (const [key, value] of Object.entries({ ...filter, ...change })) if (value) next[key] = value;
    onFilter(next);
  }

  return (
    <header className="list-head">
      <div className="row">
        <h1 className="cut list-title">{label}</h1>
        <select
          className="native bare-select list-views"
          aria-label={t('views.label')}
          value={view}
          onChange={(event) => navigate(`/inbox/${event.target.value}`)}
        >
          {views.map((each) => (
            <option key={each.id} value={each.id}>
              {withNumber(each)}
            </option>
          ))}
        </select>
        <ViewMenu view={view} filter={filter} />
        <span className="end small muted" role="status">
          {busy ? t('list.refreshing') : ''}
        </span>
      </div>
      <div className="list-filters">
        <label className="filter-search">
          <Icon name="tag" size={14} />
          <input
            className="native"
            aria-label={t('list.filter_tag')}
            placeholder={t('list.filter_tag')}
            defaultValue={filter.tag ?? ''}
            onKeyDown={(event) => {
              if (event.key === 'Enter') set({ tag: event.currentTarget.value.trim() || undefined });
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
            onBlur={(event) => set({ tag: event.currentTarget.value.trim() || undefined })}
          />
        </label>
        <select
          className="native"
          aria-label={t('list.filter_status')}
          value={filter.status ?? ''}
          onChange={(event) =>
            set({
              status:
                isStatus(event.target.value) || event.target.value === 'all' ? event.target.value : undefined,
            })
          }
        >
          <option value="">{t('list.status_default')}</option>
          {statusCategories.map((each) => (
            <option key={each} value={each}>
              {t(`category.${each}`)}
            </option>
          ))}
          <option value="all">{t('list.status_all')}</option>
        </select>
        <select
          className="native"
          aria-label={t('list.filter_team')}
          value={filter.team ?? ''}
          onChange={(event) => set({ team: event.target.value || undefined })}
        >
          <option value="">{t('list.team_all')}</option>
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
