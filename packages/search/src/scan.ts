import { foldCluster, foldWord } from './fold.ts';
import { Kind, kindOf } from './kinds.ts';
import { mailAddressesIn, type Span } from './mail-addresses.ts';
import { stemsOf } from './stems.ts';

/** One place in the order of words. Whatever stands at a place counts as next to what stands at the one after it. */
export interface Place {
  /** what is found here: a folded word; of a script without spaces two characters, or the last one of a run */
  words: string[];
  stems: readonly string[];
  /** where it stands in the text, in UTF-16 units */
  start: number;
  end: number;
  /** end of the first of two characters; `end` elsewhere */
  middle: number;
  /** the parts up to here as one word, which is found here, too, and where it begins */
  whole?: { word: string; start: number };
}
/** Places that were written without a space. */
export interface Segment {
  /** `parts`: letters and digits mixed, numbers with signs between them, a mail address */
  kind: 'cjk' | 'word' | 'parts';
  places: Place[];
  /** of parts: all of it as one word, which also stands at the last place; null when the parts are all there is */
  whole: string | null;
}

const longestWord = 64; // UTF-16 units; longer ones are cut, in documents and in queries alike
const mostParts = 4; // of letters and digits mixed: beyond that it is a code, and only the whole is looked for

/** The segments of a text in their order. The same reading serves documents, queries and highlighting. */
export function* scan(text: string): Generator<Segment, void> {
  const mails = mailAddressesIn(text);
  let nextMail = mails.next();
  let at = 0;
  while (at < text.length) {
    while (!nextMail.done && nextMail.value.end <= at) nextMail = mails.next();
    const mail = nextMail.done ? null : nextMail.value;
    if (mail && at >= mail.start) {
      yield mailSegment(text, mail);
      at = mail.end;
      continue;
    }
    const kind = kindAt(text, at);
    const stop = mail ? mail.start : text.length;
    if (kind === Kind.cjk) {
      const end = runEnd(text, at, stop, isCjk);
      yield cjkSegment(text, at, end);
      at = end;
    } else if (kind === Kind.letter || kind === Kind.digit) {
      const end = wordEnd(text, at, stop);
      const segment = kind === Kind.digit ? numbersFrom(text, at, end, stop) : null;
      yield segment ?? wordSegment(text, at, end);
      at = segment?.places.at(-1)?.end ?? end;
    } else at += sizeAt(text, at);
  }
}

const codeAt = (text: string, at: number): number => text.codePointAt(at) ?? 0;
const sizeAt = (text: string, at: number): number => (codeAt(text, at) > 0xffff ? 2 : 1);
const kindAt = (text: string, at: number): Kind => kindOf(codeAt(text, at));
const isCjk = (kind: Kind) => kind === Kind.cjk;
const isWord = (kind: Kind) => kind === Kind.letter || kind === Kind.digit;
const isDigit = (kind: Kind) => kind === Kind.digit;

/** Where a run of one kind ends; marks and ignored characters go on with it. */
function runEnd(text: string, from: number, stop: number, belongs: (kind: Kind) => boolean): number {
  let at = from;
  while (at < stop) {
    const kind = kindAt(text, at);
    if (!belongs(kind) && kind !== Kind.mark && kind !== Kind.ignored) break;
    at += sizeAt(text, at);
  }
  return at;
}

function wordEnd(text: string, from: number, stop: number): number {
  let end = runEnd(text, from, stop, isWord);
  while (end + 1 < stop && /['’ʼ＇]/.test(text[end] ?? '') && kindAt(text, end + 1) === Kind.letter)
    end = runEnd(text, end + 1, stop, isWord);
  return end;
}

function cut(word: string): string {
  return word.length <= longestWord ? word : word.slice(0, longestWord).replace(/[\ud800-\udbff]$/, '');
}

function place(text: string, start: number, end: number): Place {
  const written = text.slice(start, end);
  return { words: [cut(foldWord(written))], stems: stemsOf(written), start, end, middle: end };
}

/** Two characters at each place, and the last one alone at the last. */
function cjkSegment(text: string, start: number, end: number): Segment {
  const characters: { folded: string; start: number; end: number }[] = [];
  for (let at = start; at < end; ) {
    let next = at + sizeAt(text, at);
    while (next < end && (kindAt(text, next) !== Kind.cjk || /[ﾞﾟ]/.test(text[next] ?? '')))
      next += sizeAt(text, next);
    const cluster = text.slice(at, next);
    const folded = next - at === 1 && isCommonHan(cluster.charCodeAt(0)) ? cluster : foldCluster(cluster);
    for (const one of folded) characters.push({ folded: one, start: at, end: next });
    at = next;
  }
  const places = characters.map((first, index): Place => {
    const second = characters[index + 1];
    return {
      words: [second ? first.folded + second.folded : first.folded],
      stems: [],
      start: first.start,
      end: second?.end ?? first.end,
      middle: first.end,
    };
  });
  return { kind: 'cjk', places, whole: null };
}

const isCommonHan = (code: number) => code >= 0x4e00 && code <= 0x9fff;

/** A word, or letters and digits mixed: `iPhone15` is `iphone`, `15` and both together. */
function wordSegment(text: string, start: number, end: number): Segment {
  const parts: Place[] = [];
  for (let at = start; at < end; ) {
    const digits = kindAt(text, at) === Kind.digit;
    let next = at;
    while (next < end && (kindAt(text, next) === Kind.digit) === digits) next = nextPart(text, next, end);
    parts.push(place(text, at, next));
    at = next;
  }
  const [only] = parts;
  if (only && parts.length === 1) return { kind: 'word', places: [only], whole: null };
  const whole = place(text, start, end);
  const word = whole.words[0] ?? '';
  if (parts.length > mostParts) return { kind: 'word', places: [{ ...whole, stems: [] }], whole: null };
  return { kind: 'parts', places: withWhole(parts, word), whole: word };
}

/** Marks and ignored characters belong to what stands before them. */
function nextPart(text: string, at: number, end: number): number {
  let next = at + sizeAt(text, at);
  while (next < end && !isWord(kindAt(text, next))) next += sizeAt(text, next);
  return next;
}

const thousands = /^\d{1,3}(?:[.,]\d{3})+$/;
const dashed = /^\d+(?:-\d+)+$/;

/**
 * Numbers with signs between them: each for itself, and all digits together where that is one number (`12,345`) or one
 * code (`138-1234-5678`, `2026-03-02`). Null when it is a plain number or has letters in it.
 */
function numbersFrom(text: string, start: number, firstEnd: number, stop: number): Segment | null {
  if (runEnd(text, start, stop, isDigit) !== firstEnd) return null;
  const spans: Span[] = [{ start, end: firstEnd }];
  for (let at = firstEnd; at + 1 < stop && /[-.,－．，‐]/.test(text[at] ?? ''); ) {
    if (kindAt(text, at + 1) !== Kind.digit) break;
    const end = runEnd(text, at + 1, stop, isDigit);
    if (end < stop && isWord(kindAt(text, end))) break;
    spans.push({ start: at + 1, end });
    at = end;
  }
  if (spans.length === 1) return null;
  const places = spans.map((span) => place(text, span.start, span.end));
  const written = text.slice(start, spans.at(-1)?.end).normalize('NFKC').replaceAll('‐', '-');
  const digits = written.replace(/\D/g, '');
  const joined = thousands.test(written) || (dashed.test(written) && digits.length >= 7) ? cut(digits) : null;
  return { kind: 'parts', places: joined === null ? places : withWhole(places, joined), whole: joined };
}

function mailSegment(text: string, { start, end }: Span): Segment {
  const parts: Place[] = [];
  for (let at = start; at < end; ) {
    if (!isWord(kindAt(text, at))) {
      at += sizeAt(text, at);
      continue;
    }
    const next = runEnd(text, at, end, isWord);
    parts.push(place(text, at, next));
    at = next;
  }
  const whole = cut(foldWord(text.slice(start, end)));
  return { kind: 'parts', places: withWhole(parts, whole), whole };
}

function withWhole(parts: Place[], whole: string): Place[] {
  const last = parts.at(-1);
  if (last && !last.words.includes(whole)) {
    last.words.push(whole);
    last.whole = { word: whole, start: parts[0]?.start ?? last.start };
  }
  return parts;
}
