import type { Chain, Clause, Element } from '../clause.ts';

/** Whether a document answers a clause, as PostgreSQL would say by its tsvectors: for tests without a database. */
export function holds(parts: readonly string[], clause: Clause): boolean {
  const found = parts.some((part) => {
    const words = read(part);
    return clause.chains.some((chain) => stands(words, chain));
  });
  return found !== clause.not;
}

function read(part: string): Map<string, number[]> {
  const words = new Map<string, number[]>();
  for (const [, lexeme = '', places = ''] of part.matchAll(/'((?:[^']|'')*)'(?::([\d,]+))?/g))
    words.set(lexeme.replaceAll("''", "'").replaceAll('\\\\', '\\'), places.split(',').map(Number));
  return words;
}

function stands(words: Map<string, number[]>, chain: Chain): boolean {
  const placesOf = ({ any, prefix }: Element) =>
    [...words]
      .filter(([word]) => any.some((one) => (prefix ? word.startsWith(one) : word === one)))
      .flatMap(([, places]) => places);
  const [first, ...rest] = chain;
  let ends = first ? placesOf(first) : [];
  for (const element of rest) {
    const before = new Set(ends);
    ends = placesOf(element).filter((place) => before.has(place - element.step));
  }
  return ends.length > 0;
}
