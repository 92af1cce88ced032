import type { Language } from '@shouwen/api';
import i18n, { type i18n as Texts } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type en from '../texts/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
    keySeparator: false;
    nsSeparator: false;
    returnNull: false;
  }
}

/** Every key of the text files. */
export type TextKey = keyof typeof en;

/**
 * The texts as components are given them. Each component's hook copies every property that the object itself has; this one has
 * none and inherits all.
 */
export const textsForComponents: Texts = Object.create(i18n);

const texts: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  zh: () => import('../texts/zh.json'),
  en: () => import('../texts/en.json'),
  es: () => import('../texts/es.json'),
};
const stored = 'shouwen.language';

/** The language to start with: the one used last on this machine, else the browser's, else English. */
export function firstLanguage(): Language {
  const wanted = [localStorage.getItem(stored), ...navigator.languages];
  for (const tag of wanted) {
    const short = tag?.slice(0, 2).toLowerCase();
    if (short === 'zh' || short === 'en' || short === 'es') return short;
  }
  return 'en';
}

/** Starts the translations in one language; the other two are fetched when they are chosen. */
export async function startTranslations(language: Language): Promise<void> {
  const first = await texts[language]();
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: first.default } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  mark(language);
}

/** Switches every text on screen. */
export async function switchLanguage(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation')) {
    const loaded = await texts[language]();
    i18n.addResourceBundle(language, 'translation', loaded.default);
  }
  await i18n.changeLanguage(language);
  mark(language);
}

/** The language on screen. */
export function currentLanguage(): Language {
  const language = i18n.language;
  return language === 'zh' || language === 'es' ? language : 'en';
}

/**
 * The text of a key that is put together at run time (`problem.<code>`, `event.<kind>`), or null when there is none.
 * All other texts are asked for with their literal key.
 */
export function textIfAny(key: string, params: Record<string, unknown> = {}): string | null {
  return i18n.exists(key, params) ? String(i18n.t(key as TextKey, params)) : null;
}

function mark(language: Language): void {
  localStorage.setItem(stored, language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : language;
}
