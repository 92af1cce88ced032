import type { SectionName } from '@shouwen/api';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { Bones } from '../shared/States.tsx';
import { SectionView } from './SectionView.tsx';
import { sectionGroups, sections } from './sections.tsx';
import './settings.css';

/** Settings that are no entries of the configuration: pages of their own in the same list. */
const ownPages = {
  mailboxes: lazy(() => import('../mailboxes/MailboxesView.tsx')),
  sign_in: lazy(() => import('./SignInView.tsx')),
  changes: lazy(() => import('./ChangesView.tsx')),
};
type OwnPage = keyof typeof ownPages;
type Part = SectionName | OwnPage;
const groups: readonly { key: keyof typeof sectionGroups; parts: readonly Part[] }[] = [
  { key: 'requests', parts: sectionGroups.requests },
  { key: 'promises', parts: sectionGroups.promises },
  { key: 'ways', parts: ['mailboxes', ...sectionGroups.ways] },
  { key: 'house', parts: [...sectionGroups.house, 'sign_in', 'changes'] },
];
const parts = groups.flatMap((group) => group.parts);

/** The configuration: sections in groups, and the entries of the one that is open. */
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
        {groups.map((group) => (
          <div key={group.key} className="settings-group">
            <h3>{t(`settings.group_${group.key}`)}</h3>
            {group.parts.map((each) => (
              <Link
                key={each}
                to={`/settings/${each}`}
                className="side-item"
                aria-current={each === section ? 'page' : undefined}
              >
                <span>{t(`section.${each}`)}</span>
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <div className="settings-main">
        <select
          className="native settings-choice"
          aria-label={t('nav.settings')}
          value={section}
          onChange={(event) => navigate(`/settings/${event.target.value}`)}
        >
          {groups.map((group) => (
            <optgroup key={group.key} label={t(`settings.group_${group.key}`)}>
              {group.parts.map((each) => (
                <option key={each} value={each}>
                  {t(`section.${each}`)}
                </option>
              ))}
            </optgroup>
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
