import en from './texts/en.json' with { type: 'json' };
import es from './texts/es.json' with { type: 'json' };
import zh from './texts/zh.json' with { type: 'json' };

export type Language = 'zh' | 'en' | 'es';
export const languages: readonly Language[] = ['zh', 'en', 'es'];
const catalogues: Record<Language, unknown> = { zh, en, es };

/** The sentence of a key (`form.title`) in a language, with `{{name}}` filled in. */
export function t(language: Language, key: string, params: Record<string, string | number> = {}): string {
  const found = key
    .split('.')
    .reduce<unknown>(
      (node, part) => (node as Record<string, unknown> | undefined)?.[part],
      catalogues[language],
    );
  if (typeof found !== 'string') throw new Error(`no text for ${key}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
}

export type LocalText =
  | string
  | { zh?: string | undefined; en?: string | undefined; es?: string | undefined };

/** A text that an administrator named, in the reader's language or the nearest that there is. */
export function localText(text: LocalText, language: Language): string {
  if (typeof text === 'string') return text;
  return text[language] ?? text.en ?? text.zh ?? text.es ?? '';
}

/** A moment in words of the language, such as "23 November 2026, 14:20". */
export function momentText(moment: string, language: Language, timeZone: string): string {
  const locale = { zh: 'zh-CN', en: 'en-GB', es: 'es-ES' }[language];
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    new Date(moment),
  );
}
