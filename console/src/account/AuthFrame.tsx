import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, switchLanguage } from '../shared/i18n.ts';
import { languageNames } from '../shared/languages.ts';
import { useTitle } from '../shared/Page.tsx';
import './account.css';

/** The frame of the pages before log-in: one column, the language at hand. */
export function AuthFrame({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  useTitle(title);
  return (
    <div className="auth">
      <main className="auth-card">
        <div className="brand">
          <img src="/mark.svg" alt="" />
          <span>{t('app.name')}</span>
        </div>
        <h1>{title}</h1>
        {lead && <p className="soft">{lead}</p>}
        {children}
      </main>
      <nav className="auth-languages" aria-label={t('menu.language')}>
        {(['zh', 'en', 'es'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="link"
            lang={each}
            aria-pressed={each === currentLanguage()}
            onClick={() => void switchLanguage(each)}
          >
            {languageNames[each]}
          </button>
        ))}
      </nav>
    </div>
  );
}
