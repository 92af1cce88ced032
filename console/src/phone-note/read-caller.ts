/** What one line says of a caller. */
export interface Caller {
  name: string;
  email: string;
  phone: string;
}

const email = /[^\s<>,;，；]+@[^\s<>,;，；]+/u;
// at least six digits, with the marks that people write between them; full-width ones are folded before
const phone = /[+(]?\d(?:[\s().\-/]*\d){5,}/u;

/** Takes a line apart as one types it while listening: "王伟 138 0000 1111", "Ana Ruiz, ana@example.com". */
export function readCaller(line: string): Caller {
  let rest = line.normalize('NFKC');
  const take = (pattern: RegExp) => {
    const found = pattern.exec(rest)?.[0] ?? '';
    if (found) rest = rest.replace(found, ' ');
    return found.trim();
  };
  const found = { email: take(email), phone: take(phone) };
  const name = rest
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,;:<>()]+|[\s,;:<>()]+$/gu, '')
    .trim();
  return { name, ...found };
}

/** The first line of a note is its subject, cut at a word when it is too long for one; the whole note is its text. */
export function subjectOf(note: string, longest = 120): string {
  const first = note.trim().split('\n', 1)[0]?.trim() ?? '';
  const letters = [...first];
  if (letters.length <= longest) return first;
  const cut = letters.slice(0, longest - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > longest / 2 ? cut.slice(0, space) : cut}…`;
}
