import type { Language } from '@shouwen/api';
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider, type ConfigProviderProps } from 'antd';
import kitDefault from 'antd/es/locale/en_US';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BrowserRouter } from 'react-router';
import { currentLanguage } from '../shared/i18n.ts';
import { Icon } from '../shared/icons.tsx';
import { popupContainer, popupsId } from '../shared/popups.ts';
import { useTheme } from '../shared/theme.ts';
import { Toasts } from '../shared/toasts.tsx';
import { antdTheme } from './antd-theme.ts';
import { Boundary } from './Boundary.tsx';
import { queryClient } from './query-client.ts';
import { AppRoutes } from './routes.tsx';

type KitLocale = NonNullable<ConfigProviderProps['locale']>;
const kitLocales: Record<Language, () => Promise<{ default: KitLocale }>> = {
  zh: () => import('antd/es/locale/zh_CN'),
  en: () => import('antd/es/locale/en_GB'),
  es: () => import('antd/es/locale/es_ES'),
};

/** The whole console. */
export function App() {
  const mode = useTheme();
  const locale = useKitLocale();
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider
        theme={antdTheme(mode)}
        wave={{ disabled: true }}
        // the kit's own is read aloud as "loading", and sometimes stays when it should have faded
        button={{ autoInsertSpace: false, loadingIcon: <span className="spinner" aria-hidden /> }}
        select={{ suffixIcon: <Icon name="down" size={14} /> }}
        getPopupContainer={popupContainer}
        locale={locale}
      >
        <BrowserRouter>
          <Boundary>
            <AppRoutes />
          </Boundary>
        </BrowserRouter>
        <Popups />
        <Toasts />
      </ConfigProvider>
    </QueryClientProvider>
  );
}

/** Where the kit puts menus and dialogs: a landmark of its own, so that readers find what lies over the page. */
function Popups() {
  const { t } = useTranslation();
  return <section id={popupsId} aria-label={t('popups.label')} />;
}

/** The kit's words in the language on screen; in the meantime its own: with none at first, all that is below would be made anew when they come. */
function useKitLocale(): KitLocale {
  useTranslation();
  const language = currentLanguage();
  const [locale, setLocale] = useState<KitLocale>(kitDefault);
  useEffect(() => {
    let wanted = true;
    void kitLocales[language]().then((loaded) => {
      if (wanted) setLocale(loaded.default);
    });
    return () => {
      wanted = false;
    };
  }, [language]);
  return locale;
}
