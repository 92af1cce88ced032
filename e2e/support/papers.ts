import { storeZip } from '../../server/src/imports/open-zip.ts';

const office = 'application/vnd.openxmlformats-officedocument';
const typesOf = (parts: Record<string, string>) =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${Object.entries(
    parts,
  )
    .map(([name, type]) => `<Override PartName="${name}" ContentType="${office}.${type}+xml"/>`)
    .join('')}</Types>`;
const relations = (...list: [type: string, target: string][]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(
      ([type, target], at) =>
        `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;
const packed = (files: Record<string, string>) =>
  storeZip(Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })));

/** A Word document: a heading, a paragraph with a link, and a table of one row. */
export function wordOf(heading: string, text: string, link: string, cells: string[]): Buffer {
  const run = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`;
  const row = cells.map((cell) => `<w:tc><w:p>${run(cell)}</w:p></w:tc>`).join('');
  return packed({
    '[Content_Types].xml': typesOf({ '/word/document.xml': 'wordprocessingml.document.main' }),
    '_rels/.rels': relations(['officeDocument', 'word/document.xml']),
    'word/_rels/document.xml.rels': relations(['hyperlink', link]).replace(
      '"/></R',
      '" TargetMode="External"/></R',
    ),
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${run(heading)}</w:p><w:p>${run(text)}<w:hyperlink r:id="rId1">${run('link')}</w:hyperlink></w:p><w:tbl><w:tr>${row}</w:tr></w:tbl></w:body></w:document>`,
  });
}

/** A workbook with one sheet of these rows. */
export function sheetOf(name: string, rows: (string | number)[][]): Buffer {
  const cell = (value: string | number) =>
    typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const letters = 'ABCDEFGH';
  const lines = rows.map((row, at) => {
    const cells = row.map((value, column) => cell(value).replace('<c', `<c r="${letters[column]}${at + 1}"`));
    return `<row r="${at + 1}">${cells.join('')}</row>`;
  });
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return packed({
    '[Content_Types].xml': typesOf({
      '/xl/workbook.xml': 'spreadsheetml.sheet.main',
      '/xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
    }),
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/_rels/workbook.xml.rels': relations(['worksheet', 'worksheets/sheet1.xml']),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
  });
}

/** An OpenDocument text of one paragraph. */
export function openDocumentOf(text: string): Buffer {
  return packed({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>${text}</text:p></office:text></office:body></office:document-content>`,
  });
}
