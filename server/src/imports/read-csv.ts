import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { decodeText } from './decode-text.ts';
import { collectTable, type Table, unreadable } from './table.ts';

const delimiters = [',', ';', '\t', '|'] as const;
const slice = 64 * 1024; // characters between two turns of the event loop
const longestRow = 1024 * 1024; // characters

/** Reads comma, semicolon or tab separated text with headings. Throws `Refusal` with what is wrong with the file. */
export async function readCsv(content: Buffer): Promise<Table> {
  const { text, delimiter } = split(decodeText(content));
  if (text.includes('\u0000')) throw unreadable('table_unreadable');
  const records = Readable.from(slices(text)).pipe(
    parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: longestRow,
    }),
  );
  const collected = collectTable();
  let row = 0;
  try {
    for await (const record of records) collected.add(++row, (record as string[]).map(unwrap));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? unreadable('table_open_quote', { row: row + 1 })
      : unreadable('table_unreadable');
  }
  return collected.table();
}

async function* slices(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += slice) {
    yield text.slice(at, at + slice);
    await nextTurn();
  }
}

/** What Excel writes to keep leading zeros, `="00123"`, is the text in it. Any other formula stays the text that it is. */
function unwrap(cell: string): string {
  return /^="([^"]*)"$/.exec(cell.trim())?.[1] ?? cell;
}

/** The delimiter that Excel announces in a first line `sep=;`, else the most frequent one of the first line with anything. */
function split(text: string): { text: string; delimiter: string } {
  const announced = /^sep=(.)\r?\n/i.exec(text);
  if (announced?.[1]) return { text: text.slice(announced[0].length), delimiter: announced[1] };
  const firstLine = /\S.*/.exec(text.slice(0, longestRow))?.[0] ?? '';
  const bare = firstLine.replace(/"(?:[^"]|"")*"/g, '');
  const counted = delimiters.map((delimiter) => ({ delimiter, times: bare.split(delimiter).length }));
  const best = counted.reduce((most, one) => (one.times > most.times ? one : most));
  return { text, delimiter: best.delimiter };
}
