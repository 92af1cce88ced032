import type { Language, LocalText } from '@shouwen/api';

/** What a macro or a canned answer can name in double braces. */
export const variableNames = [
  'customer.name',
  'agent.name',
  'team.name',
  'organisation.name',
  'ticket.number',
  'ticket.subject',
  'ticket.link',
] as const;
export type VariableName = (typeof variableNames)[number];

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g;
const isKnown = (name: string): name is VariableName => (variableNames as readonly string[]).includes(name);

/** The variables that a text names. */
export function variablesIn(text: string): VariableName[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '').filter(isKnown))];
}

/** What stands in double braces in a text, in any of its languages, and is no variable: to be refused when it is saved. */
export function unknownVariables(text: LocalText, known: readonly string[] = variableNames): string[] {
  const texts = typeof text === 'string' ? [text] : Object.values(text);
  const names = texts.flatMap((one) => [...(one ?? '').matchAll(pattern)].map((match) => match[1] ?? ''));
  return [...new Set(names.filter((name) => !known.includes(name)))];
}

/** The text with its variables filled in; what is no variable stays as it is, for the writer to see. */
export function withVariables(text: string, values: Partial<Record<VariableName, string>>): string {
  return fill(text, (name) => (isKnown(name) ? values[name] : undefined));
}

/** The text with whatever has a value filled in. */
export function fill(text: string, value: (name: string) => string | undefined): string {
  return text.replace(pattern, (whole, name: string) => value(name) ?? whole);
}

/** A text in a language; in another one when it does not have it. */
export function inLanguage(text: LocalText, language: Language): string {
  if (typeof text === 'string') return text;
  return text[language] ?? text.en ?? text.zh ?? text.es ?? '';
}
