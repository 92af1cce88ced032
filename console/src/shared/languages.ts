import type { Language } from '@shouwen/api';

/** Each language by its own name: the same on every screen. */
export const languageNames: Record<Language, string> = { zh: '中文', en: 'English', es: 'Español' };

export const languageOptions = (['zh', 'en', 'es'] as const).map((value) => ({
  value,
  label: languageNames[value],
}));
