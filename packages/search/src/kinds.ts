/** What a character is to the tokeniser. */
export const Kind = {
  /** white space, punctuation, symbols: between words */
  between: 0,
  letter: 1,
  digit: 2,
  /** of a script that is written without spaces between words */
  cjk: 3,
  /** accents that follow their letter */
  mark: 4,
  /** marks of direction and joining, soft hyphens: as if they were not there */
  ignored: 5,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

const ignored = /^[\p{Cf}\p{DI}]$/u;
const mark = /^\p{M}$/u;
const digit = /^\p{N}$/u;
const letter = /^[\p{L}\p{Nl}]$/u;
const cjk = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]$/u;

// The kinds of 256 characters at a time, worked out when the first of them is met.
const pages: (Uint8Array | undefined)[] = [];

/** The kind of a character given by its code point. */
export function kindOf(code: number): Kind {
  const page = pages[code >> 8] ?? fill(code >> 8);
  return page[code & 255] as Kind;
}

function fill(number: number): Uint8Array {
  const page = new Uint8Array(256);
  // Beyond the third plane there are no letters, but for marks in two pages: text of noise must not cost seconds.
  if (number >= 0x400 && number !== 0xe00 && number !== 0xe01) {
    pages[number] = page;
    return page;
  }
  for (let low = 0; low < 256; low++) page[low] = classify(String.fromCodePoint((number << 8) | low));
  pages[number] = page;
  return page;
}

function classify(character: string): Kind {
  if (ignored.test(character)) return Kind.ignored;
  if (letter.test(character)) return cjk.test(character) ? Kind.cjk : Kind.letter;
  if (digit.test(character)) return Kind.digit;
  return mark.test(character) ? Kind.mark : Kind.between;
}
