import { tagLexeme } from './document.ts';
import { limits, quoted, type Space, spaces } from './lexemes.ts';
import { type Place, type Segment, scan } from './scan.ts';

/** What may stand at one place. */
export interface Element {
  any: readonly string[];
  /** words that begin with it, too: a single character of a script without spaces, or a word that is being typed */
  prefix: boolean;
  /** how many places after the one before it */
  step: number;
}
/** Elements in a row. */
export type Chain = readonly Element[];
/** Something that a document has or has not: one of several chains. */
export interface Clause {
  not: boolean;
  space: Space | null;
  chains: readonly Chain[];
}

export interface ClauseOptions {
  not?: boolean;
  space?: Space;
  /** word for word, without stems */
  literal?: boolean;
  /** the last word is being typed */
  unfinished?: boolean;
  /** also by mail addresses and phone numbers of customers, where the words may be those of a customer */
  contacts?: boolean;
}

/** The clause that a word or a phrase of a query asks for; null when there is nothing in it to look for. */
export function clauseOf(text: string, options: ClauseOptions = {}): Clause | null {
  const segments = [...scan(text.slice(0, 1_000))];
  const { space } = options;
  const ways =
    segments.length === 1 && segments[0] ? waysOf(segments[0], options) : [inOrder(segments, options)];
  const chains = ways.filter((way) => way.length > 0);
  if (chains.length === 0) return null;
  const contacts = options.contacts && (!space || space === 'from') ? chains.map(inContacts) : [];
  return {
    not: options.not ?? false,
    space: space ?? null,
    chains: [...chains.map((chain) => within(chain, space ? spaces[space] : '')), ...contacts],
  };
}

const within = (chain: Chain, prefix: string): Chain =>
  chain.map((element) => ({ ...element, any: element.any.map((word) => prefix + word) }));

/** The same in mail addresses and phone numbers, which have no stems. */
function inContacts(chain: Chain): Chain {
  const bare = chain.map((element) => ({ ...element, any: element.any.slice(0, 1) }));
  return within(bare, spaces.contact);
}

/** The clause that asks for a tag, whole. */
export function tagClause(tag: string, not: boolean): Clause | null {
  const lexeme = tagLexeme(tag);
  if (lexeme === spaces.tag) return null;
  return { not, space: 'tag', chains: [[{ any: [lexeme], prefix: false, step: 1 }]] };
}

/** The ways in which a single segment may stand in a document. */
function waysOf(segment: Segment, options: ClauseOptions): Element[][] {
  const chain = inOrder([segment], options);
  if (segment.whole === null) return [chain];
  const whole: Element = { any: [segment.whole], prefix: options.unfinished ?? false, step: 1 };
  // the parts of a short code (`5G`, `A4`) stand in everything; those of an address are written together
  const apart =
    !segment.whole.includes('@') && segment.places.every((place) => (place.words[0] ?? '').length > 1);
  return apart && !options.literal ? [[whole], chain] : [[whole]];
}

function inOrder(segments: Segment[], options: ClauseOptions): Element[] {
  const elements: Element[] = [];
  let step = 1;
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    const { places } = segment;
    // the last character of a run is a token of its own only at the end of a run: here more may follow it
    const used = segment.kind === 'cjk' && places.length > 1 ? places.slice(0, -1) : places;
    for (const [at, place] of used.entries()) {
      const typing = last && at === used.length - 1 && (options.unfinished ?? false);
      const single = segment.kind === 'cjk' && places.length === 1;
      elements.push({ any: wordsOf(segment, place, at, options, typing), prefix: single || typing, step });
      step = 1;
    }
    step = 1 + places.length - used.length;
  }
  const [first, ...rest] = elements.slice(0, limits.overlap - 8);
  return first ? [{ ...first, step: 1 }, ...rest] : [];
}

function wordsOf(
  segment: Segment,
  place: Place,
  at: number,
  { literal }: ClauseOptions,
  typing: boolean,
): readonly string[] {
  const short = segment.places.some((one) => (one.words[0] ?? '').length < 2);
  // within a longer run the whole of a short code tells more than its last part
  if (segment.whole !== null && at === segment.places.length - 1 && short) return [segment.whole];
  const [word = ''] = place.words;
  return literal || typing ? [word] : [word, ...place.stems];
}

/** A clause in the text form of tsquery. `loose` leaves out the order, which the index alone cannot answer for. */
export function tsquery(clause: Clause, loose: boolean): string {
  const chains = clause.chains.map((chain) => {
    const text = chain
      .map((element, index) => {
        const joint = index === 0 ? '' : loose ? ' & ' : ` <${element.step}> `;
        return joint + elementText(element);
      })
      .join('');
    return chain.length > 1 ? `(${text})` : text;
  });
  const either = chains.length > 1 ? `(${chains.join(' | ')})` : (chains[0] ?? '');
  return clause.not ? `!${either}` : either;
}

/** Whether the order of words matters: the index then gives more documents than there are. */
export const isOrdered = (clause: Clause): boolean => clause.chains.some((chain) => chain.length > 1);

function elementText({ any, prefix }: Element): string {
  const words = any.map((word) => quoted(word) + (prefix ? ':*' : ''));
  return words.length > 1 ? `(${words.join(' | ')})` : (words[0] ?? '');
}
