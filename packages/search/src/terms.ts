/** What a term is about, when it says so. */
export type Key = 'from' | 'tag' | 'subject' | 'status' | 'before' | 'after';

// In the three languages of the product, whatever language the person works in.
const keys = new Map<string, Key>([
  ['from', 'from'],
  ['来自', 'from'],
  ['de', 'from'],
  ['tag', 'tag'],
  ['标签', 'tag'],
  ['etiqueta', 'tag'],
  ['subject', 'subject'],
  ['主题', 'subject'],
  ['asunto', 'subject'],
  ['status', 'status'],
  ['状态', 'status'],
  ['estado', 'status'],
  ['before', 'before'],
  ['之前', 'before'],
  ['antes', 'before'],
  ['after', 'after'],
  ['之后', 'after'],
  ['después', 'after'],
  ['despues', 'after'],
]);

/** One term as it was typed: `-key:"value"`. */
export interface Term {
  not: boolean;
  key: Key | null;
  /** what follows the key, without quotes; the whole term when there is no key */
  value: string;
  /** the term as it would read as plain words */
  words: string;
  quoted: boolean;
  /** nothing comes after it */
  last: boolean;
}

const quotes = /[“”„‟«»「」『』＂]/g;
const between = /[\s，、；。！？]/u;

/** Takes what was typed apart. Signs may be full-width; a quote that is not closed goes on to the end. */
export function termsOf(typed: string): Term[] {
  const text = typed
    .replace(/\p{Cs}/gu, ' ')
    .replace(quotes, '"')
    .replaceAll('：', ':')
    .replaceAll('＃', '#');
  const terms: Term[] = [];
  for (let at = 0; at < text.length; ) {
    if (between.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const not = /[-－−]/.test(text[at] ?? '');
    if (not) at += 1;
    const named = /^([\p{L}\p{M}]{2,12}):/u.exec(text.slice(at, at + 16));
    const key = keys.get((named?.[1] ?? '').normalize('NFC').toLowerCase()) ?? null;
    const from = at;
    if (named && key) at += named[0].length;
    const quoted = text[at] === '"';
    const end = quoted ? closing(text, at) : wordEnd(text, at);
    const value = text.slice(quoted ? at + 1 : at, end);
    const words = key ? `${text.slice(from, at)}${value}` : value;
    at = quoted ? end + 1 : end;
    terms.push({ not, key, value, words, quoted, last: at >= text.length });
  }
  return terms;
}

function closing(text: string, open: number): number {
  const found = text.indexOf('"', open + 1);
  return found < 0 ? text.length : found;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"' && !between.test(text[at] ?? '')) at += 1;
  return at;
}
