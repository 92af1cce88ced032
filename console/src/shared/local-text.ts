import type { Language, LocalText } from '@shouwen/api';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from './i18n.ts';

const fallback: Record<Language, readonly Language[]> = {
  zh: ['zh', 'en', 'es'],
  en: ['en', 'zh', 'es'],
  es: ['es', 'en', 'zh'],
};

/** A named text in the wanted language, else in the nearest one that it has. */
export function localText(value: LocalText | null | undefined, language: Language): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  for (const candidate of fallback[language]) {
    const found = value[candidate];
    if (found !== undefined) return found;
  }
  return '';
}

/** Reads named texts in the language on screen, and renders again when it changes. */
export function useLocalText(): (value: LocalText | null | undefined) => string {
  useTranslation();
  const language = currentLanguage();
  return useCallback((value) => localText(value, language), [language]);
}
