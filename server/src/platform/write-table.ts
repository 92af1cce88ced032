import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from 'exceljs';

export type Cell = string | number | boolean | Date | null;
/** Rows of a table, the headings first. */
export type Rows = AsyncIterable<readonly Cell[]>;
export type TableFormat = 'csv' | 'xlsx';

export const mediaTypes: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The table as a file, written row by row while it is read; it breaks off when the rows do. */
export function writeTable(format: TableFormat, rows: Rows): Readable {
  const out = new PassThrough();
  const write = format === 'csv' ? writeCsv : writeXlsx;
  write(rows, out).catch((error: Error) => out.destroy(error));
  return out;
}

async function writeCsv(rows: Rows, out: PassThrough): Promise<void> {
  out.write('\uFEFF'); // without it a spreadsheet takes UTF-8 for the machine's own letters
  for await (const row of rows) {
    if (out.destroyed) return;
    const more = out.write(`${row.map(csvCell).join(',')}\r\n`);
    if (!more) await drained(out);
  }
  out.end();
}

async function writeXlsx(rows: Rows, out: PassThrough): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const sheet = book.addWorksheet('1', { views: [{ state: 'frozen', ySplit: 1 }] });
  let first = true;
  for await (const row of rows) {
    if (out.destroyed) return;
    const written = sheet.addRow([...row]);
    if (first) written.font = { bold: true };
    else
      row.forEach((cell, at) => {
        if (cell instanceof Date) written.getCell(at + 1).numFmt = 'yyyy-mm-dd hh:mm';
      });
    first = false;
    written.commit();
    if (out.writableNeedDrain) await drained(out);
  }
  sheet.commit();
  await book.commit();
}

/**
 * One cell of CSV. What a spreadsheet would carry out as a formula is led by an apostrophe, so that a customer's subject
 * stays a text (OWASP, CSV injection); numbers of ours stay numbers.
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace('T', ' ');
  if (typeof cell !== 'string') return String(cell);
  const text = /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Goes on when the reader has taken what was written, or has gone. */
function drained(out: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      out.off('drain', done).off('close', done);
      resolve();
    };
    out.on('drain', done).on('close', done);
  });
}
