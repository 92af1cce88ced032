import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import './app/tokens.css';
import './app/base.css';
import './app/shell.css';
import './shared/layout.css';
import './shared/marks.css';
import './shared/states.css';
import './shared/tables.css';
import './shared/forms.css';
import './shared/kit.css';
import { App } from './app/App.tsx';
import { followUpgrades, offerInstallation } from './app/install.ts';
import { queryClient } from './app/query-client.ts';
import { firstLanguage, startTranslations, textsForComponents } from './shared/i18n.ts';
import { meQuery } from './shared/session.ts';
import { applyTheme } from './shared/theme.ts';

applyTheme();
followUpgrades();
// asked for at once, while the texts are on their way
void queryClient.prefetchQuery(meQuery);
await startTranslations(firstLanguage());
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={textsForComponents}>
      <App />
    </I18nextProvider>
  </StrictMode>,
);
offerInstallation();
