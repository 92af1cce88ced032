import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { type Table, unreadable } from './table.ts';

/**
 * Reads a spreadsheet with headings in its first row that holds anything: XLSX (first visible sheet) or separated text
 * in any common charset, told apart by content. At most 20,000 rows and 200 columns. Throws `Refusal` (422, field
 * `file_id`) with a sentence for everything else.
 */
export async function readTable(content: Buffer): Promise<Table> {
  if (startsWith(content, 0x50, 0x4b, 0x03, 0x04)) return readXlsx(content);
  // the old Excel format, which is also what a password makes of a new one
  if (startsWith(content, 0xd0, 0xcf, 0x11, 0xe0)) throw unreadable('table_old_excel');
  return readCsv(content);
}

function startsWith(content: Buffer, ...bytes: number[]): boolean {
  return bytes.every((byte, index) => content[index] === byte);
}
