import type { SectionName } from '@shouwen/api';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { Bones } from '../shared/States.tsx';
import { SectionView } from './SectionView.tsx';
import { sectionOrder, sections } from './sections.tsx';
import './settings.css';

/** Settings that are no entries of the configuration: pages of their own in the same list. */
const ownPages = {
  sign_in: lazy(() => import('./SignInView.tsx')),
  changes: lazy(() => import('./ChangesView.tsx')),
};
type OwnPage = keyof typeof ownPages;
type Part = SectionName | OwnPage;
const parts: readonly Part[] = [...sectionOrder, ...(Object.keys(ownPages) as OwnPage[])];

/** The configuration: a list of sections, and the entries of the one that is open. */
export default function SettingsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { section: given = 'types' } = useParams();
  const section = parts.find((each) => each === given);
  if (!section) return <NotFound />;
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={t('nav.settings')}>
        <h2>{t('nav.settings')}</h2>
        {parts.map((each) => (
          <Link
            key={each}
            to={`/settings/${each}`}
            className="side-item"
            aria-current={each === section ? 'page' : undefined}
          >
            <span>{t(`section.${each}`)}</span>
          </Link>
        ))}
      </nav>
      <div className="settings-main">
        <select
          className="native settings-choice"
          aria-label={t('nav.settings')}
          value={section}
          onChange={(event) => navigate(`/settings/${event.target.value}`)}
        >
          {parts.map((each) => (
            <option key={each} value={each}>
              {t(`section.${each}`)}
            </option>
          ))}
        </select>
        <Suspense fallback={<Bones />}>{viewOf(section)}</Suspense>
      </div>
    </div>
  );
}

function viewOf(part: Part) {
  if (part in ownPages) {
    const View = ownPages[part as OwnPage];
    return <View />;
  }
  return sectionOf(part as SectionName);
}

function sectionOf<S extends SectionName>(section: S) {
  return <SectionView key={section} section={section} definition={sections[section]} />;
}
