import type { Language } from '@shouwen/api';
import en from './texts/en.json' with { type: 'json' };
import es from './texts/es.json' with { type: 'json' };
import zh from './texts/zh.json' with { type: 'json' };

type Catalogue = { [key: string]: string | Catalogue };
const catalogues: Record<Language, Map<string, string>> = {
  zh: flatten(zh),
  en: flatten(en),
  es: flatten(es),
};

/** The sentence of a key in a language, with `{{name}}` filled in. A missing key is a defect that a check finds. */
export function say(language: Language, key: string, params: Record<string, string | number> = {}): string {
  const sentence = catalogues[language].get(key) ?? catalogues.en.get(key) ?? key;
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
}

export function knows(key: string): boolean {
  return catalogues.en.has(key);
}

/** The best language of the product for an Accept-Language header; null when none of ours is asked for. */
export function languageOf(header: string | undefined): Language | null {
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const tag = part.trim().split(/[-;]/)[0];
    if (tag === 'zh' || tag === 'en' || tag === 'es') return tag;
  }
  return null;
}

function flatten(catalogue: Catalogue, prefix = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') into.set(prefix + key, value);
    else flatten(value, `${prefix}${key}.`, into);
  }
  return into;
}
