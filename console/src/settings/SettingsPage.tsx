import type { SectionName } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { SectionView } from './SectionView.tsx';
import { sectionOrder, sections } from './sections.tsx';
import './settings.css';

/** The configuration: a list of sections, and the entries of the one that is open. */
export default function SettingsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { section: given = 'types' } = useParams();
  const section = sectionOrder.find((each) => each === given);
  if (!section) return <NotFound />;
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={t('nav.settings')}>
        <h2>{t('nav.settings')}</h2>
        {sectionOrder.map((each) => (
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
          {sectionOrder.map((each) => (
            <option key={each} value={each}>
              {t(`section.${each}`)}
            </option>
          ))}
        </select>
        {viewOf(section)}
      </div>
    </div>
  );
}

function viewOf<S extends SectionName>(section: S) {
  return <SectionView key={section} section={section} definition={sections[section]} />;
}
