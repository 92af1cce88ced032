/**
 * Letters without their case, defined so that PostgreSQL can do the very same under every collation. A character folds
 * to its own lower case when that is one character and no ASCII letter has a non-ASCII capital: `É` to `é`, `Σ` always
 * to `σ`; `İ` (whose lower case is two characters) and the Kelvin sign stay. Nothing is decomposed, no accent is lost.
 */
export function fold(text: string): string {
  return text.replace(/\p{Changes_When_Lowercased}/gu, foldCharacter);
}

function foldCharacter(character: string): string {
  const lower = character.toLowerCase();
  if (isAscii(character)) return lower;
  const oneCharacter = lower.length === String.fromCodePoint(lower.codePointAt(0) ?? 0).length;
  return oneCharacter && !isAscii(lower) ? lower : character;
}

function isAscii(text: string): boolean {
  return text < '\u0080';
}

/**
 * What PostgreSQL's `translate(…, from, to)` needs, after `lower(… collate "C")` has folded the ASCII letters, so that a
 * text can be searched for the folded needle: the non-ASCII capitals of the needle's letters, and those letters.
 * Capitals of letters that the needle lacks need no folding, they can match nothing. Both are empty for most needles.
 */
export function capitalsFor(foldedNeedle: string): { from: string; to: string } {
  // Without this filter the first Chinese needle would build the table for nothing.
  const letters = [...new Set(foldedNeedle.match(/[^\p{ASCII}]/gu))].filter((letter) =>
    /\p{Changes_When_Casemapped}/u.test(letter),
  );
  const pairs = letters.flatMap((letter) =>
    (capitals().get(letter) ?? []).map((capital) => [capital, letter]),
  );
  return { from: pairs.map((pair) => pair[0]).join(''), to: pairs.map((pair) => pair[1]).join('') };
}

let capitalsByLetter: Map<string, string[]> | undefined;

/** Built at the first use, some ten milliseconds: a letter may have several capitals (å: U+00C5 and the Ångström sign). */
function capitals(): Map<string, string[]> {
  if (capitalsByLetter) return capitalsByLetter;
  capitalsByLetter = new Map();
  for (let code = 0x80; code <= 0x1ffff; code++) {
    const capital = String.fromCodePoint(code);
    const letter = foldCharacter(capital);
    if (letter === capital) continue;
    capitalsByLetter.set(letter, [...(capitalsByLetter.get(letter) ?? []), capital]);
  }
  return capitalsByLetter;
}
