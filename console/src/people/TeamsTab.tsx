import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Face } from '../shared/Face.tsx';
import { Icon } from '../shared/icons.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useCan } from '../shared/session.ts';
import { allTeamsQuery, type Team, unitsQuery } from '../shared/staff.ts';
import { sharingQuery } from './sharing.ts';

const TeamDialog = lazy(() => import('./TeamDialog.tsx'));
const facesShown = 6;

/** Teams with lead and members. */
export function TeamsTab({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const can = useCan();
  const teams = useQuery(allTeamsQuery);
  const units = useQuery(unitsQuery);
  const [dialog, setDialog] = useState<Team | 'new' | null>(null);
  const unitName = (id: string) => local(units.data?.find((unit) => unit.id === id)?.name);
  return (
    <Page
      title={t('nav.people')}
      flush
      tabs={tabs}
      actions={
        can('people.manage') && (
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => setDialog('new')}>
            {t('team.add')}
          </Button>
        )
      }
    >
      <p className="page-lead soft">{t('team.empty_help')}</p>
      {teams.isPending && <Bones />}
      {teams.isLoadingError && <Broken error={teams.error} retry={teams.refetch} />}
      {teams.data?.length === 0 && <Empty icon="team" title={t('team.empty')} />}
      {teams.data && teams.data.length > 0 && (
        <div className="table-wrap">
          <table className="table cards">
            <thead>
              <tr>
                <th scope="col">{t('field.team')}</th>
                <th scope="col">{t('people.unit')}</th>
                <th scope="col">{t('people.lead')}</th>
                <th scope="col">{t('people.members')}</th>
                <th scope="col">{t('sharing.of_team')}</th>
                <th scope="col">
                  <span className="sr">{t('common.edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {teams.data.map((team) => (
                <tr key={team.id} className={team.active ? '' : 'off'}>
                  <td>
                    <span className="row">
                      <Face name={local(team.name)} id={team.id} size={24} team />
                      <span className="strong">{local(team.name)}</span>
                      {!team.active && <span className="pill">{t('common.inactive')}</span>}
                    </span>
                  </td>
                  <td data-label={t('people.unit')}>{unitName(team.unit_id)}</td>
                  <td data-label={t('people.lead')}>
                    {team.lead ? (
                      <Link to={`/people/staff/${team.lead.id}`}>{team.lead.name}</Link>
                    ) : (
                      <span className="due-soon">{t('ticket.nobody')}</span>
                    )}
                  </td>
                  <td data-label={t('people.members')}>
                    <Members team={team} />
                  </td>
                  <td data-label={t('sharing.of_team')}>
                    <TeamSharing team={team} />
                  </td>
                  <td className="actions">
                    {can('people.manage') && (
                      <button type="button" className="link" onClick={() => setDialog(team)}>
                        {t('common.edit')}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Suspense fallback={null}>
        {dialog && (
          <TeamDialog {...(dialog === 'new' ? {} : { team: dialog })} onClose={() => setDialog(null)} />
        )}
      </Suspense>
    </Page>
  );
}

function Members({ team }: { team: Team }) {
  const { t } = useTranslation();
  const rest = team.members.length - facesShown;
  const names = team.members.map((person) => person.name).join(t('common.comma'));
  return (
    <span className="row faces" title={names}>
      {team.members.slice(0, facesShown).map((person) => (
        <Face key={person.id} name={person.name} id={person.id} size={24} />
      ))}
      {rest > 0 && <span className="muted small num">+{rest}</span>}
      <span className="sr">{names}</span>
    </span>
  );
}

function TeamSharing({ team }: { team: Team }) {
  const { t } = useTranslation();
  const { data } = useQuery(sharingQuery);
  const own = data?.teams.find((each) => each.team_id === team.id);
  if (!own) return null;
  return (
    <>
      {t(`sharing.${own.sharing}`)}
      {own.waiting > 0 && (
        <div className="small due-soon">{t('sharing.waiting', { count: own.waiting })}</div>
      )}
    </>
  );
}
