// Letters that do not come apart into a letter and an accent, as people without them on their keyboard type them.
const plain: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ς: 'σ',
};
// Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic; not the vowels of Indian scripts.
const accents =
  /[\u0300-\u036f]|[\u0591-\u05c7]|[\u0610-\u061a]|[\u064b-\u065f]|\u0670|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]/g;
const unseen = /[\p{Cf}\p{DI}]/gu;

/** A word as it is compared: small letters without accents, full-width and other forms of letters made plain. */
export function foldWord(word: string): string {
  if (isPlain(word)) return word;
  return word
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(accents, '')
    .replace(unseen, '')
    .replace(/['’ʼ]/g, '')
    .replace(/[ßøłđðþæœıς]/g, (letter) => plain[letter] ?? letter)
    .normalize('NFC');
}

/** One character of a script without spaces, with what belongs to it: half-width forms and voicing marks made one. */
export function foldCluster(cluster: string): string {
  return cluster.normalize('NFKC').toLowerCase().replace(unseen, '');
}

function isPlain(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57))) return false;
  }
  return true;
}
