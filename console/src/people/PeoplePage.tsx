import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { TabLinks } from '../shared/TabLinks.tsx';
import { StaffTab } from './StaffTab.tsx';
import { TeamsTab } from './TeamsTab.tsx';
import { UnitsTab } from './UnitsTab.tsx';
import './people.css';

/** The people of the house: staff, teams, and the organisation tree. */
export default function PeoplePage() {
  const { t } = useTranslation();
  const { tab = 'staff' } = useParams();
  const tabs = (
    <TabLinks
      label={t('nav.people')}
      links={[
        { to: '/people', label: t('people.staff'), here: tab === 'staff' },
        { to: '/people/teams', label: t('people.teams'), here: tab === 'teams' },
        { to: '/people/units', label: t('people.units'), here: tab === 'units' },
      ]}
    />
  );
  if (tab === 'staff') return <StaffTab tabs={tabs} />;
  if (tab === 'teams') return <TeamsTab tabs={tabs} />;
  if (tab === 'units') return <UnitsTab tabs={tabs} />;
  return <NotFound />;
}
