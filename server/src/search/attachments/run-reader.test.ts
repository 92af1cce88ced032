import { Readable } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeZip } from '../../imports/open-zip.ts';
import { chinesePdf, pdfOf } from '../testing/pdf.ts';
import { buildReader } from '../testing/reader-program.ts';
import { type Format, formatOf, longestText } from './readable.ts';
import { type ReaderOptions, runReader } from './run-reader.ts';

let reader: Awaited<ReturnType<typeof buildReader>>;
beforeAll(async () => {
  reader = await buildReader();
});
afterAll(() => reader.remove());

const read = (content: Buffer | string, format: Format, options: ReaderOptions = {}) =>
  runReader(Readable.from([Buffer.from(content as string)]), format, { program: reader.program, ...options });
const zip = (files: Record<string, string>) =>
  storeZip(Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })));

describe('the text of an attachment', () => {
  it('is read from text of any charset, and from pages without their tags', async () => {
    expect(await read('发票 Factura\n', 'text')).toEqual({ text: '发票 Factura\n' });
    expect(await read(Buffer.from('b7a2c6b1', 'hex'), 'text')).toEqual({ text: '发票' });
    const page = '<!doctype html><style>p{}</style><p>Rück&amp;Gabe</p><script>no()</script>';
    expect(await read(page, 'text')).toEqual({ text: expect.stringMatching(/^\s*Rück&Gabe\s*$/) });
  });

  it('is read from a PDF', async () => {
    expect(await read(pdfOf('Invoice 4711', 'Order (A-12)'), 'pdf')).toEqual({
      text: expect.stringMatching(/Invoice 4711\s+Order \(A-12\)/),
    });
    expect(await read(chinesePdf('增值税电子普通发票'), 'pdf')).toEqual({ text: '增值税电子普通发票\n' });
  });

  it('is read from documents, slides and tables of both families', async () => {
    const word = zip({
      'word/document.xml':
        '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>服务</w:t></w:r><w:r><w:t>合同 &amp; Anlage</w:t></w:r></w:p><w:p><w:r><w:t>Zweitens</w:t></w:r></w:p></w:body></w:document>',
      'word/footer1.xml': '<w:ftr xmlns:w="w"><w:p><w:r><w:t>Footer</w:t></w:r></w:p></w:ftr>',
      'word/styles.xml': '<w:styles xmlns:w="w"><w:t>no text</w:t></w:styles>',
    });
    expect(await read(word, 'word')).toEqual({ text: '服务合同 & Anlage\nZweitens\nFooter\n' });
    const slides = zip({
      'ppt/slides/slide10.xml': '<p xmlns:a="a"><a:p><a:t>ten</a:t></a:p></p>',
      'ppt/slides/slide2.xml': '<p xmlns:a="a"><a:p><a:t>two</a:t></a:p></p>',
    });
    expect(await read(slides, 'slides')).toEqual({ text: 'two\nten\n' });
    const open = zip({
      'content.xml':
        '<office:body xmlns:office="o" xmlns:text="t"><text:p>Uno<text:span> dos</text:span></text:p><text:h>Tres</text:h></office:body>',
    });
    expect(await read(open, 'open_document')).toEqual({ text: 'Uno dos\nTres\n' });
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('x');
    sheet.addRow(['订单号', 'Betrag']);
    sheet.addRow([20260042, 'offen']);
    const table = await read(Buffer.from(await book.xlsx.writeBuffer()), 'sheet');
    expect('text' in table && table.text.split(/\s+/).filter(Boolean).sort()).toEqual(
      ['20260042', 'Betrag', 'offen', '订单号'].sort(),
    );
  });

  it('ends where there is enough of it', async () => {
    const long = await read('网络'.repeat(longestText), 'text');
    expect('text' in long && long.text.length).toBe(longestText);
  });

  it('is not had from what is damaged, and the reader says so', async () => {
    for (const [content, format] of [
      ['%PDF-1.4 and nothing more', 'pdf'],
      ['PK no zip', 'word'],
      [zip({ 'word/document.xml': '<w:document><w:p></w:document>' }), 'word'],
      [Buffer.from([0x81, 0xff, 0x00, 0x98]), 'text'],
    ] as const)
      expect(await read(content as Buffer, format)).toMatchObject({ failure: 'damaged' });
  });

  it('is not had from what takes too long or too much', async () => {
    const endless = Readable.from(
      (async function* () {
        yield Buffer.from('x');
        await new Promise(() => undefined);
      })(),
    );
    const late = await runReader(endless, 'text', {
      program: reader.program,
      limits: { time: 500, memory: 64 },
    });
    expect(late).toMatchObject({ failure: 'took_too_long' });
    const bomb = deflatedZip(
      'word/document.xml',
      `<w:p xmlns:w="w">${'<w:t>x</w:t>'.repeat(8_000_000)}</w:p>`,
    );
    expect(await read(bomb, 'word')).toMatchObject({ failure: 'damaged' });
  });

  it('is not the file’s fault when the reader cannot run, or is broken off', async () => {
    await expect(read('x', 'text', { program: '/nowhere/read-file.js' })).rejects.toThrow('does not run');
    const ending = new AbortController();
    const endless = new Readable({ read: () => undefined });
    const reading = runReader(endless, 'text', { program: reader.program, signal: ending.signal });
    ending.abort(new Error('the end'));
    await expect(reading).rejects.toThrow('the end');
  });
});

it('reads the formats that have text', () => {
  expect(formatOf('text/csv')).toBe('text');
  expect(formatOf('application/vnd.openxmlformats-officedocument.wordprocessingml.document')).toBe('word');
  expect(formatOf('application/vnd.oasis.opendocument.text')).toBe('open_document');
  expect(formatOf('image/png')).toBeNull();
  expect(formatOf('application/octet-stream')).toBeNull();
});

/** A ZIP whose one file is packed: a hundred megabytes of the same are small then. */
function deflatedZip(name: string, content: string): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(content.length, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}
