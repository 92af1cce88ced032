import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken } from '../shared/States.tsx';
import { useCan } from '../shared/session.ts';
import { allTeamsQuery, type Unit, unitsQuery } from '../shared/staff.ts';
import { inTreeOrder } from './unit-tree.ts';

const UnitDialog = lazy(() => import('./UnitDialog.tsx'));

/** The organisation tree: roles hold downwards, escalation climbs upwards. */
export function UnitsTab({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const can = useCan();
  const units = useQuery(unitsQuery);
  const teams = useQuery(allTeamsQuery);
  const [dialog, setDialog] = useState<Unit | 'new' | null>(null);
  const teamsIn = (id: string) => (teams.data ?? []).filter((team) => team.unit_id === id && team.active);
  return (
    <Page
      title={t('nav.people')}
      flush
      tabs={tabs}
      actions={
        can('people.manage') && (
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => setDialog('new')}>
            {t('unit.add')}
          </Button>
        )
      }
    >
      <p className="page-lead soft">{t('unit.help')}</p>
      {units.isPending && <Bones />}
      {units.isLoadingError && <Broken error={units.error} retry={units.refetch} />}
      {units.data && (
        <div className="table-wrap">
          <table className="table cards">
            <thead>
              <tr>
                <th scope="col">{t('people.unit')}</th>
                <th scope="col">{t('unit.head')}</th>
                <th scope="col">{t('people.teams')}</th>
                <th scope="col">
                  <span className="sr">{t('common.edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {inTreeOrder(units.data).map(({ unit, depth }) => (
                <tr key={unit.id} className={unit.active ? '' : 'off'}>
                  <td>
                    <span className="row" style={{ paddingLeft: depth * 20 }}>
                      <Icon name="building" />
                      <span className="strong">{local(unit.name)}</span>
                      {!unit.active && <span className="pill">{t('common.inactive')}</span>}
                    </span>
                  </td>
                  <td data-label={t('unit.head')}>
                    {unit.head && <Link to={`/people/staff/${unit.head.id}`}>{unit.head.name}</Link>}
                  </td>
                  <td data-label={t('people.teams')}>
                    {teamsIn(unit.id)
                      .map((team) => local(team.name))
                      .join(t('common.comma'))}
                  </td>
                  <td className="actions">
                    {can('people.manage') && (
                      <button type="button" className="link" onClick={() => setDialog(unit)}>
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
          <UnitDialog {...(dialog === 'new' ? {} : { unit: dialog })} onClose={() => setDialog(null)} />
        )}
      </Suspense>
    </Page>
  );
}
