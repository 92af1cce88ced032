import type { Chain, Clause } from './clause.ts';
import { wordOf } from './lexemes.ts';
import { type Place, scan } from './scan.ts';

/** From where to where a text is marked, in UTF-16 units. */
export interface Mark {
  from: number;
  to: number;
}
export interface Marked {
  marks: Mark[];
  /** how many of the clauses stand in the text */
  clauses: number;
}

/** Where the clauses of a query stand in a text, in order and without overlaps. Clauses with `not` are left out. */
export function marksIn(text: string, clauses: readonly Clause[]): Marked {
  const wanted = clauses.filter((clause) => !clause.not && clause.space !== 'tag');
  if (wanted.length === 0) return { marks: [], clauses: 0 };
  const places: Place[] = [];
  for (const segment of scan(text)) for (const place of segment.places) places.push(place);
  const marks: Mark[] = [];
  let found = 0;
  for (const clause of wanted) {
    const here = clause.chains.flatMap((chain) => standsAt(bare(chain), places));
    if (here.length > 0) found += 1;
    marks.push(...here);
  }
  return { marks: merged(marks), clauses: found };
}

/** An element of a chain with its words as they stand in a text. */
interface Wanted {
  words: readonly string[];
  prefix: boolean;
  step: number;
}

const bare = (chain: Chain): Wanted[] =>
  chain.map(({ any, prefix, step }) => ({ words: any.map(wordOf), prefix, step }));

function standsAt([first, ...rest]: readonly Wanted[], places: readonly Place[]): Mark[] {
  const marks: Mark[] = [];
  if (!first) return marks;
  for (const [start, place] of places.entries()) {
    const begin = spanOf(place, first); // most places end here
    const end = begin && endOf(rest, places, start, begin);
    if (begin && end !== null) marks.push({ from: begin.from, to: end });
  }
  return marks;
}

/** Where the rest of a chain ends that begins at a place; null when it does not stand there. */
function endOf(rest: readonly Wanted[], places: readonly Place[], start: number, begin: Mark): number | null {
  let [at, end] = [start, begin.to];
  for (const wanted of rest) {
    at += wanted.step;
    const place = places[at];
    const span = place ? spanOf(place, wanted) : null;
    if (!span) return null;
    end = span.to;
  }
  return end;
}

/** What of a place is asked for; null when it does not stand there. */
function spanOf(place: Place, wanted: Wanted): Mark | null {
  const hit = wanted.words.find((word) => stands(place, word, wanted.prefix));
  if (hit === undefined) return null;
  const single = wanted.prefix && place.middle < place.end && [...hit].length === 1;
  const from = place.whole?.word === hit ? place.whole.start : place.start;
  return { from, to: single ? place.middle : place.end };
}

function stands(place: Place, word: string, prefix: boolean): boolean {
  if (!prefix) return place.words.includes(word) || place.stems.includes(word);
  const begins = (one: string) => one.startsWith(word);
  return place.words.some(begins) || place.stems.some(begins);
}

function merged(marks: Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const mark of marks.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const before = result.at(-1);
    if (before && mark.from <= before.to) before.to = Math.max(before.to, mark.to);
    else result.push({ ...mark });
  }
  return result;
}

/** A piece of a text around its first marks, on one line; an ellipsis stands where something was left out. */
export function snippetOf(
  text: string,
  marks: readonly Mark[],
  length = 160,
): { text: string; marks: Mark[] } {
  const first = marks[0]?.from ?? 0;
  let start = Math.max(0, first - Math.floor(length / 3));
  const end = Math.min(text.length, start + length);
  start = wordStart(text, Math.max(0, Math.min(start, end - length)), first);
  const before = start > 0 ? '…' : '';
  const after = end < text.length ? '…' : '';
  const shown = text.slice(start, end).replace(/\p{Cs}/gu, ' ');
  // white space becomes a single space each, so that places stay the same
  const line = shown.replace(/\s/g, ' ');
  const moved = marks
    .filter((mark) => mark.from < end && mark.to > start)
    .map((mark) => ({
      from: Math.max(mark.from, start) - start + before.length,
      to: Math.min(mark.to, end) - start + before.length,
    }));
  return { text: `${before}${line}${after}`, marks: moved };
}

/** Moves a cut to the beginning of a word, when one is near. */
function wordStart(text: string, from: number, before: number): number {
  if (from === 0) return 0;
  for (let at = from; at < Math.min(from + 20, before); at++) if (/\s/.test(text[at - 1] ?? '')) return at;
  return from;
}
