import { lineOfKey } from './key-line.mjs';

/**
 * The texts of the product in its three languages: the same keys, the same holes to fill, the plural forms that each
 * language has.
 * @typedef {import('./sources.mjs').Problem} Problem
 * @typedef {'en' | 'zh' | 'es'} Language
 */

export const languages = /** @type {const} */ (['en', 'zh', 'es']);

/**
 * One folder `texts/` with a file per language.
 * @typedef {object} Catalogue
 * @property {string} folder
 * @property {Record<Language, string>} json the files' texts
 */

/** The forms a number takes in each language, and those that it may leave out. */
const plurals = {
  en: { must: ['one', 'other'], may: [] },
  zh: { must: ['other'], may: [] },
  es: { must: ['one', 'other'], may: ['many'] },
};
const plural = /^(.+)_(zero|one|two|few|many|other)$/;

// words that are the same in Chinese: names, and what stands on a key or in a file
const sameInChinese = new Set([
  'Shouwen',
  'CSV',
  'XLSX',
  'API',
  'Webhook',
  'Esc',
  'Enter',
  'Ctrl',
  'URL',
  'SLA',
  'CC',
  'ID',
]);

/** @param {Catalogue} catalogue @returns {Problem[]} */
export function checkCatalogue(catalogue) {
  const texts = mapLanguages((language) => flatten(JSON.parse(catalogue.json[language])));
  /** @type {Problem[]} */
  const problems = [];
  /** @param {Language} language @param {string} key @param {string} message */
  const tell = (language, key, message) => {
    const path = `${catalogue.folder}/${language}.json`;
    problems.push({ path, line: lineOfKey(catalogue.json[language], key), message: `${key} ${message}` });
  };
  for (const language of languages) {
    for (const [key, value] of texts[language]) {
      if (typeof value !== 'string') tell(language, key, 'is not a text');
      else if (value.trim() === '') tell(language, key, 'is empty');
    }
  }
  const counted = countedKeys(texts);
  checkKeys(texts, counted, tell);
  checkForms(texts, counted, tell);
  checkHoles(texts, tell);
  checkTranslated(texts, tell);
  return problems;
}

/** @typedef {Record<Language, Map<string, unknown>>} Texts */
/** @typedef {(language: Language, key: string, message: string) => void} Tell */

/** @template T @param {(language: Language) => T} give @returns {Record<Language, T>} */
const mapLanguages = (give) => ({ en: give('en'), zh: give('zh'), es: give('es') });

/**
 * @param {unknown} value
 * @param {string} [prefix]
 * @param {Map<string, unknown>} [into]
 * @returns {Map<string, unknown>} `a.b` → text
 */
export function flatten(value, prefix = '', into = new Map()) {
  if (typeof value !== 'object' || value === null) return into.set(prefix, value);
  for (const [key, inner] of Object.entries(value))
    flatten(inner, prefix === '' ? key : `${prefix}.${key}`, into);
  return into;
}

/**
 * The keys that have a form for each kind of number: `tickets` of `tickets_one`, `tickets_other`. A key that merely ends
 * in `_other` is none: some language must have another form of it beside that one, or the text must name `count`.
 * @param {Texts} texts
 */
export function countedKeys(texts) {
  /** @type {Map<string, Set<string>>} */
  const forms = new Map();
  /** @type {Set<string>} */
  const naming = new Set();
  for (const language of languages) {
    for (const [key, value] of texts[language]) {
      const [, base, form] = plural.exec(key) ?? [];
      if (base === undefined || form === undefined) continue;
      forms.set(base, (forms.get(base) ?? new Set()).add(form));
      if (typeof value === 'string' && holesOf(value).includes('{{count}}')) naming.add(base);
    }
  }
  return new Set([...forms].filter(([base, all]) => all.size > 1 || naming.has(base)).map(([base]) => base));
}

/** @param {Texts} texts @param {Set<string>} counted @param {Tell} tell */
function checkKeys(texts, counted, tell) {
  const keys = new Set(languages.flatMap((language) => [...texts[language].keys()]));
  for (const key of keys) {
    if (counted.has(plural.exec(key)?.[1] ?? '')) continue;
    const missing = languages.filter((language) => !texts[language].has(key));
    for (const language of missing) tell(language, key, 'is missing');
  }
}

/** @param {Texts} texts @param {Set<string>} counted @param {Tell} tell */
function checkForms(texts, counted, tell) {
  for (const base of counted) {
    for (const language of languages) {
      const { must, may } = plurals[language];
      const has = [...texts[language].keys()]
        .map((key) => plural.exec(key))
        .filter((found) => found?.[1] === base);
      const forms = has.map((found) => found?.[2] ?? '');
      for (const form of must.filter((each) => !forms.includes(each)))
        tell(language, `${base}_${form}`, 'is missing');
      for (const form of forms.filter(
        (each) => !must.includes(each) && !(/** @type {string[]} */ (may).includes(each)),
      )) {
        tell(language, `${base}_${form}`, `is a plural form that ${language} does not have`);
      }
    }
  }
}

/** @param {Texts} texts @param {Tell} tell */
function checkHoles(texts, tell) {
  for (const [key, english] of texts.en) {
    for (const language of /** @type {const} */ (['zh', 'es'])) {
      const other = texts[language].get(key);
      if (typeof english !== 'string' || typeof other !== 'string') continue;
      // "one ticket" need not name the number
      const ignored = key.endsWith('_one') ? ['{{count}}'] : [];
      const here = holesOf(english).filter((hole) => !ignored.includes(hole));
      const there = holesOf(other).filter((hole) => !ignored.includes(hole));
      for (const hole of here.filter((each) => !there.includes(each))) tell(language, key, `lacks ${hole}`);
      for (const hole of there.filter((each) => !here.includes(each)))
        tell(language, key, `has ${hole}, which English has not`);
    }
  }
}

/** @param {string} text @returns {string[]} `{{name}}` without its format, and tags such as `<b>` */
export function holesOf(text) {
  const holes = [...text.matchAll(/\{\{\s*-?\s*([\w.]+)[^}]*\}\}/g)].map((match) => `{{${match[1]}}}`);
  const tags = [...text.matchAll(/<(\/?\w+)\s*\/?>/g)].map((match) => `<${match[1]}>`);
  return [...new Set([...holes, ...tags])];
}

/** @param {Texts} texts @param {Tell} tell */
function checkTranslated(texts, tell) {
  for (const [key, english] of texts.en) {
    if (typeof english !== 'string' || texts.zh.get(key) !== english) continue;
    const words = english.replace(/\{\{[^}]*\}\}/g, ' ').match(/\p{L}{2,}/gu) ?? [];
    if (words.every((word) => sameInChinese.has(word))) continue;
    tell('zh', key, `is not translated: ${JSON.stringify(english)}`);
  }
}
