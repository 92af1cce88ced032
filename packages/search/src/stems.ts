import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { foldWord } from './fold.ts';

const latin = /^[a-záéíóúüñ]{3,32}$/;
const remembered = new Map<string, readonly string[]>();
const enough = 50_000;

/**
 * The stems of a word, folded, as far as they differ from the folded word itself: by the rules of English and by those
 * of Spanish, for nobody says which language a message is in. None for a word of another alphabet.
 */
export function stemsOf(word: string): readonly string[] {
  const known = remembered.get(word);
  if (known) return known;
  const stems = work(word);
  if (remembered.size >= enough) remembered.clear();
  remembered.set(word, stems);
  return stems;
}

function work(word: string): readonly string[] {
  const small = word.normalize('NFKC').toLowerCase().replace(/['’ʼ]/g, '');
  if (!latin.test(small)) return [];
  const folded = foldWord(small);
  const stems = new Set([foldWord(english(folded)), foldWord(spanish(accented(small)))]);
  stems.delete(folded);
  stems.delete('');
  return [...stems];
}

/** The rules of Spanish tell some endings by an accent that is often left out in typing. */
function accented(word: string): string {
  return word.replace(/cion$/, 'ción').replace(/logia$/, 'logía');
}
