import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../platform/errors.ts';
import { storeZip } from './open-zip.ts';
import { readTable } from './read-table.ts';

/** The code of the sentence with which a file is refused. */
async function refusal(content: Buffer): Promise<string | undefined> {
  try {
    await readTable(content);
  } catch (error) {
    if (error instanceof Refusal) return error.details.errors?.[0]?.code;
    throw error;
  }
  return undefined;
}
const cells = async (content: Buffer | string) =>
  (await readTable(Buffer.from(content as string))).rows.map((row) => row.cells);

/** 姓名,电话 / 王小明,13800138000 / 李伟,010-62345678 as Chinese Windows writes it. */
const gb18030 = Buffer.from(
  'd0d5c3fb2cb5e7bbb00d0acdf5d0a1c3f72c31333830303133383030300d0ac0eeceb02c3031302d36323334353637380d0a',
  'hex',
);

describe('separated text', () => {
  it('is read in UTF-8 with and without a mark, GB18030, UTF-16 and windows-1252', async () => {
    const text = '姓名,电话\r\n王小明,13800138000\r\n李伟,010-62345678\r\n';
    const expected = [
      ['王小明', '13800138000'],
      ['李伟', '010-62345678'],
    ];
    expect(await cells(text)).toEqual(expected);
    expect(await cells(`\ufeff${text}`)).toEqual(expected);
    expect(await cells(gb18030)).toEqual(expected);
    const utf16 = Buffer.from(text, 'utf16le');
    expect(await cells(utf16)).toEqual(expected);
    expect(await cells(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))).toEqual(expected);
    expect(await cells(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]))).toEqual(
      expected,
    );
    expect(await cells(Buffer.from('Nombre;Teléfono\nMaría Peña;612\n', 'latin1'))).toEqual([
      ['María Peña', '612'],
    ]);
  });

  it('is split at commas, semicolons and tabs, also at the one that Excel announces', async () => {
    for (const [text, delimiter] of [
      ['a,b\n1,"2;3"', ','],
      ['a;b\n1;2,3', ';'],
      ['a\tb\n1\t2', '\t'],
      ['sep=|\na|b\n1|2', '|'],
      ['"a,x";b\n1;2', ';'],
    ] as const) {
      const table = await readTable(Buffer.from(text));
      expect([delimiter, table.columns.length, table.rows[0]?.cells.length]).toEqual([delimiter, 2, 2]);
    }
  });

  it('keeps quotes, line breaks in cells and the numbers of the rows', async () => {
    const table = await readTable(
      Buffer.from('name,notes\r\n\r\n"Ann ""Bee""","one\r\ntwo"\n,\nBo,5" pipe\r\n'),
    );
    expect(table.rows).toEqual([
      { row: 3, cells: ['Ann "Bee"', 'one\r\ntwo'] },
      { row: 5, cells: ['Bo', '5" pipe'] },
    ]);
  });

  it('takes formulas as the text that they are, but for the ones that only keep zeros', async () => {
    expect(
      await cells('a,b,c\n"=HYPERLINK(""http://evil.example"",""x"")",="00123","=""007"""\n=1+1,@SUM(A1),-1'),
    ).toEqual([
      ['=HYPERLINK("http://evil.example","x")', '00123', '007'],
      ['=1+1', '@SUM(A1)', '-1'],
    ]);
  });

  it('names every column once', async () => {
    const { columns } = await readTable(Buffer.from('Phone,,Phone\n1,2,3,4'));
    expect(columns).toEqual(['Phone', '#2', 'Phone (2)', '#4']);
  });

  it('refuses with a reason what is no table', async () => {
    expect(await refusal(Buffer.alloc(0))).toBe('table_empty');
    expect(await refusal(Buffer.from(' \n,,\n'))).toBe('table_empty');
    expect(await refusal(Buffer.from('a,b\n"open,1\n2,3\n'))).toBe('table_open_quote');
    expect(await refusal(Buffer.from(`a\n"${'x'.repeat(2_000_000)}"`))).toBe('table_open_quote');
    expect(await refusal(Buffer.from('a,b\n1,\u0000'))).toBe('table_unreadable');
    expect(await refusal(Buffer.from('a,b\n1,\x81\x8d\n', 'latin1'))).toBe('table_encoding');
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('table_old_excel');
    expect(await refusal(Buffer.from(`a\n${'1\n'.repeat(20_001)}`))).toBe('table_too_many_rows');
    expect(await refusal(Buffer.from(`${'a,'.repeat(200)}a\n`))).toBe('table_too_many_columns');
  });
});

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('XLSX', () => {
  it('gives every kind of cell as the text that a person sees', async () => {
    const content = await workbook((book) => {
      const sheet = book.addWorksheet('客户');
      sheet.addRow(['姓名', '电话', '编号', '日期', '公式', '链接', '粗体', '布尔', '错误']);
      sheet.addRow([
        '王小明',
        13800138000,
        42,
        new Date('2026-03-02T00:00:00Z'),
        { formula: 'HYPERLINK("http://evil.example","点我")', result: '点我' },
        { text: 'wang@example.com', hyperlink: 'mailto:wang@example.com' },
        { richText: [{ font: { bold: true }, text: '大' }, { text: '客户' }] },
        true,
        { error: '#N/A' },
      ]);
      sheet.getCell('C2').numFmt = '00000';
      sheet.getCell('D3').value = new Date('2026-03-02T08:30:00Z');
      sheet.mergeCells('A5:B5');
      sheet.getCell('A5').value = '合并';
      book.addWorksheet('other').addRow(['not', 'read']);
    });
    const { rows } = await readTable(content);
    expect(rows.map(({ row }) => row)).toEqual([2, 3, 5]);
    expect(rows[0]?.cells).toEqual([
      '王小明',
      '13800138000',
      '00042',
      '2026-03-02',
      '点我',
      'wang@example.com',
      '大客户',
      'TRUE',
      '#N/A',
    ]);
    expect(rows[1]?.cells[3]).toBe('2026-03-02 08:30:00');
    expect(rows[2]?.cells.slice(0, 2)).toEqual(['合并', '']);
  });

  it('reads the first sheet that is not hidden', async () => {
    const content = await workbook((book) => {
      book.addWorksheet('lists', { state: 'hidden' }).addRow(['hidden']);
      book.addWorksheet('customers').addRow(['name']);
    });
    expect((await readTable(content)).columns).toEqual(['name']);
  });

  it('refuses more rows or columns than it takes', async () => {
    const long = await workbook((book) => {
      const sheet = book.addWorksheet();
      for (let row = 0; row <= 20_001; row++) sheet.addRow([row]);
    });
    expect(await refusal(long)).toBe('table_too_many_rows');
    const wide = await workbook((book) => {
      book.addWorksheet().getCell(1, 201).value = 'x';
    });
    expect(await refusal(wide)).toBe('table_too_many_columns');
  });

  it('refuses broken files at once', async () => {
    const good = await workbook((book) => book.addWorksheet().addRow(['name']));
    expect(await refusal(good.subarray(0, good.length / 2))).toBe('table_unreadable');
    expect(await refusal(Buffer.concat([good.subarray(0, 100), good.subarray(150)]))).toBe(
      'table_unreadable',
    );
    expect(await refusal(Buffer.from('PK\u0003\u0004rubbish'))).toBe('table_unreadable');
    expect(await refusal(storeZip([{ name: 'word/document.xml', content: Buffer.from('<w/>') }]))).toBe(
      'table_unreadable',
    );
    expect(await refusal(sheetOf('<worksheet><sheetData><row r="1"><c r="A1"'))).toBe('table_unreadable');
  });

  it('unpacks no more than it needs, whatever the file says of its sizes', async () => {
    const bomb = bombOf(Buffer.alloc(80 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(bomb)).toBe('table_too_large');
  });

  it('expands no entities', async () => {
    const entities =
      '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1">' +
      '<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>';
    const outcome = await readTable(sheetOf(entities)).then(
      (table) => table.columns.join(),
      (error: unknown) => (error instanceof Refusal ? 'refused' : String(error)),
    );
    expect(outcome).not.toContain('lollol');
  });
});

const bookXml = '<workbook><sheets><sheet name="x" sheetId="1" r:id="rId7"/></sheets></workbook>';
const relsXml = '<Relationships><Relationship Target="worksheets/sheet3.xml" Id="rId7"/></Relationships>';
function sheetOf(xml: string): Buffer {
  return storeZip([
    { name: 'xl/workbook.xml', content: Buffer.from(bookXml) },
    { name: 'xl/_rels/workbook.xml.rels', content: Buffer.from(relsXml) },
    { name: 'xl/worksheets/sheet3.xml', content: Buffer.from(xml) },
  ]);
}

/** A workbook whose sheet is packed, and which says that it holds nothing. */
function bombOf(sheet: Buffer): Buffer {
  const packed = deflateRawSync(sheet);
  const zip = storeZip([
    { name: 'xl/workbook.xml', content: Buffer.from(bookXml) },
    { name: 'xl/_rels/workbook.xml.rels', content: Buffer.from(relsXml) },
    { name: 'xl/worksheets/sheet3.xml', content: packed },
  ]);
  const entry = zip.lastIndexOf('PK\u0001\u0002', zip.length, 'latin1');
  zip.writeUInt16LE(8, entry + 10); // method: deflated
  zip.writeUInt32LE(0, entry + 24); // unpacked size, a lie
  return zip;
}
