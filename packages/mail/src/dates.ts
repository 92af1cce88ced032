const year = 365.25 * 24 * 60 * 60 * 1000;

/** The moment that a date of a mail names, however it is written; null for what names none. */
export function readDate(text: string): Date | null {
  const words = text
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
  if (words === '') return null;
  return sound(new Date(words)) ?? sound(new Date(tidied(words))) ?? chinese(words);
}

function sound(date: Date): Date | null {
  const at = date.getTime();
  return Number.isNaN(at) || at < 0 || at > 8000 * year ? null : date;
}

/** What programs write that nobody should: a weekday in another language, two zones, dots in times, UT. */
function tidied(words: string): string {
  return words
    .replace(/^[\p{L}.]+,\s*/u, '')
    .replace(/(\d{1,2})[.](\d{2})[.](\d{2})/, '$1:$2:$3')
    .replace(/([+-]\d{4})\s+\S+$/, '$1')
    .replace(/\bUT\b/, 'GMT')
    .replace(/\s+at\s+/i, ' ');
}

/** `2026年11月23日 10:02`, taken for the time of China. */
function chinese(words: string): Date | null {
  const found =
    /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日[^\d]{0,20}?(上午|下午|晚上)?\s*(?:(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?/u.exec(
      words,
    );
  if (!found) return null;
  const [, y, m, d, half, h, min, s] = found;
  const hour = Number(h ?? 0) + (half && half !== '上午' && Number(h) < 12 ? 12 : 0);
  return sound(
    new Date(Date.UTC(Number(y), Number(m) - 1, Number(d), hour - 8, Number(min ?? 0), Number(s ?? 0))),
  );
}
