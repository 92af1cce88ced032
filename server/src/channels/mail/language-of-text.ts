import type { Language } from '@shouwen/api';

const spanish = /[ñ¿¡]|\b(?:hola|gracias|buenos|buenas|saludos|estimad[oa]s?|por favor|necesito)\b/giu;
const enough = 2;

/** The language of the product in which somebody seems to write; null when there is no telling. */
export function languageOfText(text: string): Language | null {
  const sample = text.slice(0, 4_000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const kana = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(sample);
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (!kana && han * 5 > letters) return 'zh';
  return (sample.match(spanish)?.length ?? 0) >= enough ? 'es' : null;
}
