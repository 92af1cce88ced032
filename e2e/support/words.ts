import type { Language } from '@shouwen/api';
import en from '../../console/src/texts/en.json' with { type: 'json' };
import es from '../../console/src/texts/es.json' with { type: 'json' };
import zh from '../../console/src/texts/zh.json' with { type: 'json' };
import portalEn from '../../portal/src/texts/en.json' with { type: 'json' };
import portalEs from '../../portal/src/texts/es.json' with { type: 'json' };
import portalZh from '../../portal/src/texts/zh.json' with { type: 'json' };

type Params = Record<string, string | number>;
const console: Record<Language, Record<string, string>> = { zh, en, es };
/** The words of the customers' pages. */
export const portalWords = { zh: portalZh, en: portalEn, es: portalEs };

/** How the console says something in a language, so that a test presses what a reader of that language sees. */
export function wordsOf(language: Language): (key: string, params?: Params) => string {
  const plural = new Intl.PluralRules(language);
  return (key, params = {}) => {
    const { count } = params;
    const forms = typeof count === 'number' ? [`${key}_${plural.select(count)}`, `${key}_other`] : [];
    const found = [...forms, key].map((one) => console[language][one]).find((text) => text !== undefined);
    if (found === undefined) throw new Error(`there is no text ${key} in ${language}`);
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
  };
}
