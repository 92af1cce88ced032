/** How alike two folded names (`foldName`) are, from 0 to 1; from `similarEnough` on they are worth a hint. */
export const similarEnough = 0.6;

/**
 * The same words in any order are one; a name within the other nearly so (whole words, or characters of a script that has
 * no spaces); otherwise Dice's coefficient over pairs of neighbouring characters, which forgives a slip of the pen.
 */
export function similarity(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  const [wordsA, wordsB] = [a.split(' ').sort(), b.split(' ').sort()];
  if (wordsA.join(' ') === wordsB.join(' ')) return 1;
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (spaceless.test(shorter)) {
    if ([...shorter].length > 1 && longer.includes(shorter)) return 0.9;
  } else if (shorter.length > 2 && within(shorter.split(' '), longer.split(' '))) return 0.9;
  return dice(pairs(a), pairs(b));
}

/** Chinese, Japanese and the other scripts from there on. */
const spaceless = /[\u2e80-\u{10ffff}]/u;

function within(words: readonly string[], others: readonly string[]): boolean {
  return words.every((word) => others.includes(word));
}

/** The characters that stand next to each other, as `grams` in the database gives them. */
export function pairs(text: string): string[] {
  const characters = [...text];
  return [...new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`))];
}

function dice(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  const common = a.filter((pair) => b.includes(pair)).length;
  return (2 * common) / (a.length + b.length);
}
