import { invalid } from './errors.ts';

/** Where a page ended: the moment and the id by which the list is ordered, and before them the group if it has groups. */
export interface Cursor {
  at: Date | null;
  id: string;
  group?: string;
}

/** An opaque cursor of a list that is ordered by a moment and an id, and in groups by their key before these. */
export function encodeCursor(at: Date | null, id: string, group?: string): string {
  const parts = [at?.toISOString() ?? null, id, ...(group === undefined ? [] : [group])];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Reads a cursor back. Throws `Refusal` on one that this product did not make. */
export function decodeCursor(cursor: string): Cursor {
  try {
    const [at, id, group] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const moment = typeof at === 'string' ? new Date(at) : null;
    if (typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && !Number.isNaN(moment?.getTime() ?? 0))
      return { at: moment, id, ...(typeof group === 'string' ? { group } : {}) };
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
