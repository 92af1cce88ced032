import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { FileViewerHost } from '../files/FileViewerHost.tsx';
import { useBrowserNotices } from '../notifications/use-browser-notices.ts';
import { SearchBox } from '../search/SearchBox.tsx';
import { currentLanguage, switchLanguage } from '../shared/i18n.ts';
import { usePreference } from '../shared/preference.ts';
import { Bones, Broken } from '../shared/States.tsx';
import { meQuery } from '../shared/session.ts';
import { useShortcuts } from '../shared/shortcuts.ts';
import { BottomNav, isReading } from './BottomNav.tsx';
import { ConfirmHost } from './ConfirmHost.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { PaletteHost } from './Palette.tsx';
import { useRealtime } from './realtime.ts';
import { openShortcutSheet, ShortcutSheetHost } from './ShortcutSheet.tsx';
import { SideNav } from './SideNav.tsx';

const RequiredFactorPage = lazy(() => import('../account/RequiredFactorPage.tsx'));

/** The signed-in frame around every page; leads to the log-in when nobody is signed in. */
export function Shell() {
  const { data: me, error, refetch } = useQuery(meQuery);
  const location = useLocation();
  if (me === null) {
    const from =
      location.pathname === '/' ? '' : `?from=${encodeURIComponent(location.pathname + location.search)}`;
    return <Navigate to={`/login${from}`} replace />;
  }
  if (me?.second_factor_due)
    return (
      <Suspense fallback={<Bones />}>
        <RequiredFactorPage />
        <ConfirmHost />
      </Suspense>
    );
  if (me) return <SignedIn language={me.user.language} />;
  if (error) return <Broken error={error} retry={refetch} />;
  return <Bones />;
}

/** A page for a big screen has no frame around it. */
const fillsScreen = (pathname: string) => pathname.startsWith('/wallboard');

function SignedIn({ language }: { language: 'zh' | 'en' | 'es' }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [folded, setFolded] = usePreference('navigation', ['open', 'folded'], 'open');
  const connected = useRealtime();
  useBrowserNotices();
  useEffect(() => {
    if (language !== currentLanguage()) void switchLanguage(language);
  }, [language]);
  useShortcuts({
    c: () => navigate('/new'),
    p: () => navigate('/phone-note'),
    '?': () => openShortcutSheet(),
    '[': () => setFolded(folded === 'open' ? 'folded' : 'open'),
  });
  if (fillsScreen(pathname)) return <Outlet />;
  return (
    <div className={folded === 'folded' ? 'shell folded' : 'shell'}>
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <SideNav folded={folded === 'folded'} onFold={() => setFolded(folded === 'open' ? 'folded' : 'open')} />
      <div className={isReading(pathname) ? 'stage reading' : 'stage'}>
        <header className="top-bar">
          <SearchBox />
        </header>
        <main className="main" id="main">
          {!connected && <ConnectionBanner />}
          <Outlet />
        </main>
      </div>
      <BottomNav />
      <ShortcutSheetHost />
      <ConfirmHost />
      <PaletteHost />
      <FileViewerHost />
    </div>
  );
}
