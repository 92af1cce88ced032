/** What a word belongs to, where a query may ask for it: part of the lexeme, so that the index answers for it. */
export const spaces = {
  /** who wrote: customers, authors of messages */
  from: 'f:',
  /** mail addresses and phone numbers of customers: only asked for on behalf of those who may see them */
  contact: 'c:',
  subject: 's:',
  tag: 't:',
} as const;
export type Space = keyof typeof spaces;

/** The word of a lexeme: no word has a colon, so what stands before one is its space. */
export const wordOf = (lexeme: string): string => lexeme.replace(/^[a-z]:/, '');

/** Stands in every part of a document that has several: a word of it may be in another part. */
export const severalParts = 'x:parts';

/** How often the index keeps one word of a part, and how many places a part has (PostgreSQL's limits are 256 and 16,383). */
export const limits = { placesOfAWord: 250, places: 10_000, bytes: 600_000, overlap: 48 } as const;

/** A lexeme as the text form of tsvector and tsquery writes it. */
export function quoted(lexeme: string): string {
  if (!lexeme.includes("'") && !lexeme.includes('\\')) return `'${lexeme}'`;
  return `'${lexeme.replace(/['\\]/g, '$&$&')}'`;
}
