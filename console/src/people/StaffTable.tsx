import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../shared/clock.ts';
import { useNames } from '../shared/config.ts';
import { Face } from '../shared/Face.tsx';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';
import type { Team } from '../shared/staff.ts';
import type { StaffUser } from './queries.ts';
import { UserState } from './UserState.tsx';

/** Staff with role, team and who leads them. */
export function StaffTable({ rows, teams }: { rows: StaffUser[]; teams: Team[] }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const names = useNames();
  const format = useFormat();
  const now = useNow();
  const teamNames = (ids: string[]) =>
    ids.map((id) => local(teams.find((team) => team.id === id)?.name)).filter((name) => name !== '');
  return (
    <div className="table-wrap">
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('auth.email')}</th>
            <th scope="col">{t('people.roles')}</th>
            <th scope="col">{t('people.teams')}</th>
            <th scope="col">{t('people.reports_to')}</th>
            <th scope="col">{t('people.last_seen')}</th>
            <th scope="col">{t('people.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((user) => (
            <tr key={user.id} className={user.state === 'deactivated' ? 'off' : ''}>
              <td>
                <Link to={`/people/staff/${user.id}`} className="row">
                  <Face name={user.name} id={user.id} size={24} />
                  <span className="cut">{user.name}</span>
                </Link>
              </td>
              <td data-label={t('auth.email')}>{user.email}</td>
              <td data-label={t('people.roles')}>
                {[...new Set(user.roles.map((grant) => names.role(grant.role)))].join(t('common.comma'))}
              </td>
              <td data-label={t('people.teams')}>{teamNames(user.teams).join(t('common.comma'))}</td>
              <td data-label={t('people.reports_to')}>{user.reports_to?.name}</td>
              <td data-label={t('people.last_seen')} className="num">
                {user.last_seen_at && format.when(user.last_seen_at, now)}
              </td>
              <td data-label={t('people.state')}>
                <UserState user={user} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
