import { buffer, text } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { type Cell, csvCell, writeTable } from './write-table.ts';

async function* rowsOf(...rows: Cell[][]) {
  yield* rows;
}

describe('a table that is written', () => {
  it.each<[Cell, string]>([
    ['plain', 'plain'],
    ['a, b', '"a, b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' led', '" led"'],
    ['=1+1', "'=1+1"],
    ['+34 600', "'+34 600"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =cmd()', "' =cmd()"],
    ['\t=cmd()', "'\t=cmd()"],
    [-5, '-5'],
    [true, 'true'],
    [null, ''],
    [new Date('2026-03-02T09:05:00Z'), '2026-03-02 09:05'],
  ])('holds in CSV %j as %s: nothing that a spreadsheet would carry out', (cell, expected) => {
    expect(csvCell(cell)).toBe(expected);
  });

  it('is CSV with the mark that tells spreadsheets of its letters', async () => {
    const written = await text(writeTable('csv', rowsOf(['编号', 'Asunto'], [1, 'Ñandú, 热水器'])));
    expect(Buffer.from(written).toString()).toContain('编号,Asunto\r\n1,"Ñandú, 热水器"\r\n');
    const raw = await buffer(writeTable('csv', rowsOf(['a'])));
    expect([...raw.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('is a workbook with texts as texts, numbers as numbers and times as times', async () => {
    const at = new Date('2026-03-02T09:05:00Z');
    const written = await buffer(writeTable('xlsx', rowsOf(['n', 's', 't'], [7, '=1+1', at])));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(written as unknown as ExcelJS.Buffer);
    const row = book.worksheets[0]?.getRow(2);
    expect(row?.getCell(1).value).toBe(7);
    expect(row?.getCell(2).value).toBe('=1+1');
    expect(row?.getCell(2).formula).toBeUndefined();
    expect(row?.getCell(3).value).toEqual(at);
  });

  it('breaks off where its rows do, and does not end as if it were whole', async () => {
    async function* broken() {
      yield ['a'];
      throw new Error('the rows broke');
    }
    await expect(buffer(writeTable('csv', broken()))).rejects.toThrow('the rows broke');
    await expect(buffer(writeTable('xlsx', broken()))).rejects.toThrow('the rows broke');
  });
});
