import type { Suggestion } from '@shouwen/api';

/** What a term at the end of what was typed asks for, when it says so by a key. */
export type Key = 'from' | 'tag' | 'status';

// the keys of the query language in all three languages of the product, whatever language the person works in
const keys: Record<string, Key> = {
  from: 'from',
  来自: 'from',
  de: 'from',
  tag: 'tag',
  标签: 'tag',
  etiqueta: 'tag',
  status: 'status',
  状态: 'status',
  estado: 'status',
};
const keyed = /(?:^|[\s，、；。])[-－−]?(\p{L}{2,12})[:：]("?[^\s"]*)$/u;

/** The key and the value of the term that is being typed; null when it has none. */
export function lastTerm(typed: string): { key: Key; value: string } | null {
  const [, name = '', value = ''] = keyed.exec(typed) ?? [];
  const key = keys[name.toLowerCase()];
  return key ? { key, value: value.replace('"', '') } : null;
}

/** What was typed with the value of its last term filled in, ready for the next word. */
export function withValue(typed: string, value: string): string {
  const [whole = '', , old = ''] = keyed.exec(typed) ?? [];
  const before = typed.slice(0, typed.length - (whole === '' ? 0 : old.length));
  return `${before}${quoted(value)} `;
}

/** A value as the query language takes it whole. */
export function quoted(value: string): string {
  return /[\s"，、；。]/.test(value) ? `"${value.replaceAll('"', ' ')}"` : value;
}

/** The suggested ticket whose number was typed in full, as in `#123`; null when nothing else can be meant than that. */
export function ticketByNumber(typed: string, suggestions: readonly Suggestion[]): number | null {
  const number = Number(/^[#＃](\d{1,12})$/.exec(typed.trim())?.[1] ?? 0);
  const found = suggestions.some((each) => each.kind === 'ticket' && each.number === number);
  return found ? number : null;
}
