import { foldWord } from './fold.ts';
import { limits, quoted, severalParts, spaces } from './lexemes.ts';
import { type Place, scan } from './scan.ts';

/** A document as the index takes it: the text forms of one tsvector or more. */
export type Parts = string[];

export interface DocumentWriter {
  /** adds a text; its words are found as such, and also as `from:` or `subject:` when it is given as that */
  text(text: string, as?: 'from' | 'subject'): void;
  /** adds a text whose words are found by `from:` only */
  author(name: string): void;
  /** adds a mail address or phone number of a customer */
  contact(text: string): void;
  /** adds a tag: found whole by `tag:`, and by its words */
  tag(tag: string): void;
  finish(): Parts;
}

/**
 * Writes a document. It is split where a part would get too many places, or too many of one word; parts overlap, so
 * that a run of words over the border is found. Texts that are added one after the other do not touch.
 */
export function writeDocument(): DocumentWriter {
  const parts: Part[] = [];
  let part = newPart();
  let recent: string[][] = [];

  const put = (lexemes: string[]) => {
    if (isFull(part, lexemes)) {
      parts.push(part);
      part = newPart();
      for (const earlier of recent) write(part, earlier);
    }
    write(part, lexemes);
    recent.push(lexemes);
    if (recent.length > 2 * limits.overlap) recent = recent.slice(-limits.overlap);
  };
  const places = (text: string, lexemesOf: (place: Place) => string[]) => {
    for (const segment of scan(text)) for (const place of segment.places) put(lexemesOf(place));
    put([]);
  };
  return {
    text(text, as) {
      places(text, (place) => {
        const plain = place.stems.length === 0 ? place.words : [...place.words, ...place.stems];
        return as ? [...plain, ...plain.map((word) => spaces[as] + word)] : plain;
      });
    },
    author(name) {
      places(name, (place) => [...place.words, ...place.stems].map((word) => spaces.from + word));
    },
    contact(text) {
      places(text, (place) => place.words.map((word) => spaces.contact + word));
    },
    tag(tag) {
      put([tagLexeme(tag)]);
      this.text(tag);
    },
    finish() {
      parts.push(part);
      return parts.map((one) => textOf(one, parts.length > 1));
    },
  };
}

/** The lexeme of a tag: all of it, whatever signs it has. */
export function tagLexeme(tag: string): string {
  return spaces.tag + foldTag(tag);
}

/** A tag as it is compared. */
export function foldTag(tag: string): string {
  return foldWord(tag.replace(/[\0\p{Cs}]/gu, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

interface Part {
  places: number;
  bytes: number;
  lexemes: Map<string, number[]>;
}

const newPart = (): Part => ({ places: 0, bytes: 0, lexemes: new Map() });

function isFull(part: Part, lexemes: string[]): boolean {
  if (part.places >= limits.places || part.bytes >= limits.bytes) return true;
  return lexemes.some((lexeme) => (part.lexemes.get(lexeme)?.length ?? 0) >= limits.placesOfAWord);
}

function write(part: Part, lexemes: string[]): void {
  part.places += 1;
  for (const lexeme of lexemes) {
    const places = part.lexemes.get(lexeme);
    if (!places) {
      part.lexemes.set(lexeme, [part.places]);
      part.bytes += 3 * lexeme.length;
    } else if (places.at(-1) !== part.places) places.push(part.places);
    part.bytes += 2;
  }
}

function textOf(part: Part, several: boolean): string {
  let text = several ? quoted(severalParts) : '';
  for (const [lexeme, places] of part.lexemes) {
    const where = places.length === 1 ? places[0] : places.join(',');
    text += `${text === '' ? '' : ' '}${quoted(lexeme)}:${where}`;
  }
  return text;
}
