import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useNow } from '../shared/clock.ts';
import { useNames } from '../shared/config.ts';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { languageNames } from '../shared/languages.ts';
import { useLocalText } from '../shared/local-text.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken } from '../shared/States.tsx';
import { useCan } from '../shared/session.ts';
import { allTeamsQuery, staffMemberQuery, unitsQuery } from '../shared/staff.ts';
import { toast } from '../shared/toasts.tsx';
import { ChainOfCommand } from './ChainOfCommand.tsx';
import { PersonActions } from './PersonActions.tsx';
import { PersonSessions } from './PersonSessions.tsx';
import { PersonSharing } from './PersonSharing.tsx';
import './people.css';
import type { StaffUser } from './queries.ts';
import { UserState } from './UserState.tsx';

const UserDialog = lazy(() => import('./UserDialog.tsx'));

/** One member of staff: roles, teams, chain of command, sessions, and what an administrator can do. */
export default function PersonPage() {
  const { id = '' } = useParams();
  const { data: user, error, refetch } = useQuery(staffMemberQuery(id));
  if (!user) return error ? <Broken error={error} retry={refetch} /> : <Bones />;
  return <Loaded key={id} user={user} />;
}

function Loaded({ user }: { user: StaffUser }) {
  const { t } = useTranslation();
  const can = useCan();
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={user.name}
      actions={
        can('people.manage') && (
          <Button icon={<Icon name="edit" />} onClick={() => setEditing(true)}>
            {t('common.edit')}
          </Button>
        )
      }
    >
      <div className="page-columns">
        <div>
          <PersonFacts user={user} />
          {can('people.read') && user.state === 'active' && <PersonSharing user={user} />}
          {can('people.manage') && <PersonSessions user={user} />}
        </div>
        <aside aria-label={t('people.actions')}>
          {can('people.manage') && <PersonActions user={user} />}
          <ChainOfCommand user={user} />
        </aside>
      </div>
      <Suspense fallback={null}>
        {editing && (
          <UserDialog
            user={user}
            onClose={() => setEditing(false)}
            onSaved={() => toast(t('common.saved'))}
          />
        )}
      </Suspense>
    </Page>
  );
}

function PersonFacts({ user }: { user: StaffUser }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const names = useNames();
  const format = useFormat();
  const now = useNow();
  const teams = useQuery(allTeamsQuery);
  const units = useQuery(unitsQuery);
  const unitName = (id: string) => local(units.data?.find((unit) => unit.id === id)?.name);
  const mine = (teams.data ?? []).filter((team) => user.teams.includes(team.id));
  return (
    <section className="panel">
      <dl className="facts">
        <dt>{t('people.state')}</dt>
        <dd>
          <UserState user={user} />
        </dd>
        <dt>{t('auth.email')}</dt>
        <dd>
          <a href={`mailto:${user.email}`}>{user.email}</a>
        </dd>
        <dt>{t('people.roles')}</dt>
        <dd>
          {user.roles.length === 0 && t('common.none')}
          {user.roles.map((grant) => (
            <div key={`${grant.role}-${grant.unit_id}`}>
              {names.role(grant.role)} <span className="muted">· {unitName(grant.unit_id)}</span>
            </div>
          ))}
        </dd>
        <dt>{t('people.teams')}</dt>
        <dd>
          {mine.length === 0 && t('common.none')}
          {mine.map((team) => (
            <div key={team.id}>
              <Link to="/people/teams">{local(team.name)}</Link>
              {team.lead?.id === user.id && <span className="muted"> · {t('people.lead')}</span>}
            </div>
          ))}
        </dd>
        <dt>{t('field.language')}</dt>
        <dd>{languageNames[user.language]}</dd>
        <dt>{t('field.time_zone')}</dt>
        <dd>{user.time_zone}</dd>
        <dt>{t('account.security')}</dt>
        <dd>{user.second_factor ? t('account.factor_set_up') : t('account.no_factor')}</dd>
        <dt>{t('people.last_seen')}</dt>
        <dd className="num">{user.last_seen_at ? format.when(user.last_seen_at, now) : t('common.never')}</dd>
      </dl>
    </section>
  );
}
