import { Worker } from 'node:worker_threads';
import { openZip, storeZip, type ZipEntry } from './open-zip.ts';
import { collectTable, columnLimit, rowLimit, type Table, unreadable } from './table.ts';

/** Unpacked bytes of one part of the workbook; a table within the limits of rows and columns needs far less. */
const partLimit = 64 * 1024 * 1024;
const memoryLimit = 1024; // MB of the reading thread
const timeLimit = 60_000; // ms

/**
 * Reads the first visible sheet of an XLSX file with headings. Only the parts that hold its cells are unpacked, up to a
 * limit, and the library reads them in a thread with bounds of its own: a hostile file can neither fill the memory nor
 * hold up the server. Formulas count with their last result. Throws `Refusal` with what is wrong with the file.
 */
export async function readXlsx(content: Buffer): Promise<Table> {
  const rows = await rowsIn(await firstSheetOnly(content));
  const collected = collectTable();
  for (const [row, cells] of rows) collected.add(row, cells);
  return collected.table();
}

const minimalWorkbook = (date1904: boolean) =>
  '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
  `<workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const minimalRelations =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" ' +
  'Target="worksheets/sheet1.xml"/></Relationships>';

/** A workbook of the first visible sheet alone: no pictures, links or other sheets, and every part of a known size. */
async function firstSheetOnly(content: Buffer): Promise<Buffer> {
  const entries = openZip(content);
  const read = async (name: string) => (await entries.get(name)?.read(partLimit)) ?? null;
  const workbook = (await read('xl/workbook.xml'))?.toString();
  const relations = (await read('xl/_rels/workbook.xml.rels'))?.toString();
  if (workbook === undefined || relations === undefined) throw unreadable('table_unreadable');
  const sheet = firstSheet(entries, workbook, relations);
  const date1904 = tags(workbook, 'workbookPr').some(({ date1904: on }) => on === '1' || on === 'true');
  const parts = [
    { name: 'xl/workbook.xml', content: Buffer.from(minimalWorkbook(date1904)) },
    { name: 'xl/_rels/workbook.xml.rels', content: Buffer.from(minimalRelations) },
    { name: 'xl/styles.xml', content: await read('xl/styles.xml') },
    { name: 'xl/sharedStrings.xml', content: await read('xl/sharedstrings.xml') },
    { name: 'xl/worksheets/sheet1.xml', content: await sheet.read(partLimit) },
  ];
  return storeZip(parts.flatMap(({ name, content }) => (content ? [{ name, content }] : [])));
}

function firstSheet(entries: Map<string, ZipEntry>, workbook: string, relations: string): ZipEntry {
  const sheets = tags(workbook, 'sheet');
  const first = sheets.find(({ state }) => state === undefined || state === 'visible') ?? sheets[0];
  const id = Object.entries(first ?? {}).find(([name]) => /(^|:)id$/i.test(name))?.[1];
  const target = tags(relations, 'Relationship').find((relation) => relation.Id === id)?.Target ?? '';
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  const entry = entries.get(path.toLowerCase());
  if (!entry) throw unreadable('table_unreadable');
  return entry;
}

/** The attributes of every tag of that name, whatever its namespace prefix. */
function tags(xml: string, name: string): Record<string, string>[] {
  const found = xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`, 'g'));
  return [...found].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key = '', a, b]) => [
        key,
        a ?? b ?? '',
      ]),
    ),
  );
}

type Row = [row: number, cells: string[]];
type Reply =
  | { rows: Row[] }
  | { error: 'table_too_many_rows' | 'table_too_many_columns' | 'table_unreadable' };

/**
 * What runs in the thread. Plain JavaScript in a string, because the bundled product has no second file to run.
 * A number keeps its digits (a phone number is no 1.38e10), with the leading zeros that a format such as 00000 shows.
 */
const script = `
const { parentPort, workerData } = require('node:worker_threads');
const ExcelJS = require('node:module').createRequire(workerData.from)('exceljs');
const date = (value) => {
  const text = Number.isNaN(value.getTime()) ? '' : value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
};
const number = (value, format) => {
  if (!Number.isFinite(value)) return '';
  const digits = Number.isInteger(value) ? BigInt(value).toString() : String(value);
  return /^0+$/.test(format || '') ? digits.padStart(format.length, '0') : digits;
};
const text = (value, format) => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return number(value, format);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return date(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value.richText)) return value.richText.map((part) => part.text).join('');
  if (value.error) return String(value.error);
  if ('formula' in value || 'sharedFormula' in value) return text(value.result, format);
  return text(value.text, format);
};
(async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(workerData.content, {
    maxRows: workerData.maxRows,
    ignoreNodes: ['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'autoFilter', 'mergeCells', 'rowBreaks',
      'hyperlinks', 'pageMargins', 'dataValidations', 'pageSetup', 'headerFooter', 'printOptions', 'picture', 'drawing',
      'sheetProtection', 'tableParts', 'conditionalFormatting', 'extLst'],
  });
  const rows = [];
  let tooWide = false;
  workbook.worksheets[0].eachRow((row, at) => {
    const cells = [];
    row.eachCell((cell, column) => {
      const value = text(cell.value, cell.numFmt);
      if (value.trim() === '') return;
      if (column > workerData.maxColumns) tooWide = true;
      else { while (cells.length < column - 1) cells.push(''); cells[column - 1] = value; }
    });
    if (cells.length > 0) rows.push([at, cells]);
  });
  return tooWide ? { error: 'table_too_many_columns' } : { rows };
})().catch((error) => ({
  error: /^Max row count/.test(error && error.message) ? 'table_too_many_rows' : 'table_unreadable',
})).then((reply) => parentPort.postMessage(reply));
`;

async function rowsIn(content: Buffer): Promise<Row[]> {
  const reply = await new Promise<Reply>((resolve, reject) => {
    const worker = new Worker(script, {
      eval: true,
      workerData: {
        from: import.meta.url,
        content,
        // rows that are only formatted count here, so that there is room above the limit that is told
        maxRows: rowLimit * 2,
        maxColumns: columnLimit,
      },
      resourceLimits: { maxOldGenerationSizeMb: memoryLimit },
      env: {},
    });
    const timer = setTimeout(() => {
      reject(unreadable('table_too_large'));
      void worker.terminate();
    }, timeLimit);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? unreadable('table_too_large') : error),
    );
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the reading of a spreadsheet ended with ${code}`)); // unheard after a message
    });
  });
  if ('rows' in reply) return reply.rows;
  const limit = reply.error === 'table_too_many_columns' ? columnLimit : rowLimit;
  throw unreadable(reply.error, { limit });
}
