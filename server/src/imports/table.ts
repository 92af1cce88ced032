import { Refusal } from '../platform/errors.ts';

/** A spreadsheet as text: the headings, and below them the rows that hold anything. */
export interface Table {
  /** headings, each once: a repeated one gets ` (2)`, an empty one the number of its column as `#3` */
  columns: string[];
  rows: TableRow[];
}
export interface TableRow {
  /** as the spreadsheet program numbers it; headings usually stand in row 1 */
  row: number;
  /** trimmed, as many as there are columns */
  cells: string[];
}

export const rowLimit = 20_000;
export const columnLimit = 200;

/** The file as a whole cannot be read; `code` selects the sentence. Names the field `file_id` of the request. */
export function unreadable(code: string, params: Record<string, string | number> = {}): Refusal {
  return new Refusal('invalid', 'invalid', {
    errors: [{ field: 'file_id', message: code, code }],
    params,
  });
}

/** Takes rows one by one in their order and makes the table of them; refuses what is over the limits as soon as it is seen. */
export function collectTable(): { add(row: number, cells: readonly string[]): void; table(): Table } {
  let columns: string[] | null = null;
  const rows: TableRow[] = [];
  return {
    add(row, cells) {
      const trimmed = cells.map((cell) => cell.trim());
      const width = trimmed.findLastIndex((cell) => cell !== '') + 1;
      if (width === 0) return;
      if (width > columnLimit) throw unreadable('table_too_many_columns', { limit: columnLimit });
      if (columns === null) {
        columns = headings(trimmed.slice(0, width));
        return;
      }
      if (rows.length === rowLimit) throw unreadable('table_too_many_rows', { limit: rowLimit });
      while (columns.length < width) columns.push(`#${columns.length + 1}`);
      rows.push({ row, cells: trimmed.slice(0, width) });
    },
    table() {
      if (columns === null) throw unreadable('table_empty');
      const { length } = columns;
      for (const { cells } of rows) while (cells.length < length) cells.push('');
      return { columns, rows };
    },
  };
}

function headings(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.replace(/\s+/g, ' ') || `#${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
