import { invalid } from './errors.ts';

/** An opaque cursor of a list that is ordered by a moment and an id. */
export function encodeCursor(at: Date | null, id: string): string {
  return Buffer.from(JSON.stringify([at?.toISOString() ?? null, id])).toString('base64url');
}

/** Reads a cursor back. Throws `Refusal` on one that this product did not make. */
export function decodeCursor(cursor: string): { at: Date | null; id: string } {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    const moment = typeof at === 'string' ? new Date(at) : null;
    if (typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && !Number.isNaN(moment?.getTime() ?? 0))
      return { at: moment, id };
  } catch {
    // falls through: whatever is wrong with it, the answer is the same
  }
  throw invalid('cursor', 'bad_cursor');
}

/** Cuts the extra row off that tells whether there is a next page. */
export function pageOf<T>(
  rows: T[],
  limit: number,
  cursorOf: (row: T) => string,
): { rows: T[]; next_cursor: string | null } {
  const last = rows[limit - 1];
  return rows.length > limit && last
    ? { rows: rows.slice(0, limit), next_cursor: cursorOf(last) }
    : { rows, next_cursor: null };
}
