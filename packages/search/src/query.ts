import { type Clause, clauseOf, tagClause } from './clause.ts';
import { readDate } from './dates.ts';
import { type Term, termsOf } from './terms.ts';

/** What a person typed, understood. */
export interface Query {
  /** all of them must hold */
  clauses: Clause[];
  /** ticket numbers asked for by `#123`: one of them */
  numbers: number[];
  notNumbers: number[];
  /** names or keys of statuses, as typed: one of them */
  statuses: string[];
  notStatuses: string[];
  /** opened before the beginning of this day */
  before: string | null;
  /** opened on this day or later */
  after: string | null;
  /** there was something to look for, but nothing that could be found */
  hopeless: boolean;
}

export interface QueryOptions {
  /** whether a status of that name or key is there; otherwise `status:…` is taken as words */
  isStatus(name: string): boolean;
  /** the last word is being typed */
  unfinished?: boolean;
  /** words may also be those of customers' mail addresses and phone numbers */
  contacts?: boolean;
}

const longest = 500; // UTF-16 units; what comes after is not looked for
const mostClauses = 16;

/**
 * Reads the query language: words (all of them), `"phrase"`, `-without`, `from:`, `tag:`, `subject:`, `status:`,
 * `before:` and `after:` a date, `#123`; keys also in Chinese and Spanish, signs also in full width. Never fails: what
 * cannot be understood is taken as words.
 */
export function readQuery(text: string, options: QueryOptions): Query {
  const query: Query = {
    clauses: [],
    numbers: [],
    notNumbers: [],
    statuses: [],
    notStatuses: [],
    before: null,
    after: null,
    hopeless: false,
  };
  let found = false;
  let lost = false;
  for (const term of termsOf(text.slice(0, longest))) {
    if (take(query, term, options)) found = true;
    else if (/[^\s"#:-]/.test(term.value)) lost = true;
  }
  query.hopeless = lost && !found;
  return query;
}

/** Takes a term into the query. Gives whether anything can be looked for by it. */
function take(query: Query, term: Term, options: QueryOptions): boolean {
  const { not, key, value, quoted } = term;
  const how = { not, literal: quoted, contacts: options.contacts ?? false };
  const number = key || quoted ? undefined : /^#(\d{1,15})$/.exec(value.normalize('NFKC'))?.[1];
  if (number) {
    (not ? query.notNumbers : query.numbers).push(Number(number));
    return true;
  }
  if (key === 'tag') return addClause(query, tagClause(value, not));
  if (key === 'from' || key === 'subject') return addClause(query, clauseOf(value, { ...how, space: key }));
  if (key === 'status' && options.isStatus(value)) {
    (not ? query.notStatuses : query.statuses).push(value);
    return true;
  }
  const date = key === 'before' || key === 'after' ? readDate(value) : null;
  if (date) {
    if ((key === 'before') !== not) query.before = earlier(query.before, date);
    else query.after = later(query.after, date);
    return true;
  }
  if (value === '') return false;
  const unfinished = (options.unfinished ?? false) && term.last && !quoted;
  return addClause(query, clauseOf(term.words, { ...how, unfinished }));
}

function addClause(query: Query, clause: Clause | null): boolean {
  if (clause && query.clauses.length < mostClauses) query.clauses.push(clause);
  return clause !== null;
}

// ISO dates of four-digit years sort as texts
const earlier = (one: string | null, other: string) => (one !== null && one < other ? one : other);
const later = (one: string | null, other: string) => (one !== null && one > other ? one : other);
