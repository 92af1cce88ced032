const isoLike = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/;

/** A day such as `2026-03-02`, `2026/3/2`, `2026年3月2日`; of a month or a year alone the first day. Null for anything else. */
export function readDate(text: string): string | null {
  const match = isoLike.exec(text.normalize('NFKC').trim());
  if (!match) return null;
  const [, year = '', month = '1', day = '1'] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real =
    Number(year) >= 1 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real ? date.toISOString().slice(0, 10) : null;
}
