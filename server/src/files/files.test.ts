import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadLimit } from '../platform/http/server.ts';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { until } from '../platform/testing/until.ts';
import { multipartOf, upload } from '../platform/testing/upload.ts';
import { cleanFileName } from './file-name.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

/** What is on disk, the unfinished included. */
async function stored(): Promise<{ whole: number; unfinished: number }> {
  const folder = join(test.app.settings.dataDirectory, 'files');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const unfinished = files.filter((entry) => entry.parentPath.endsWith('unfinished')).length;
  return { whole: files.length - unfinished, unfinished };
}
const rows = async () => (await test.app.db.selectFrom('stored_file').select('id').execute()).length;

describe('uploading', () => {
  it('types by content, whatever the sender says', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const book = new ExcelJS.Workbook();
    book.addWorksheet('x').addRow(['a']);
    const xlsx = Buffer.from(await book.xlsx.writeBuffer());
    const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    for (const [content, filename, type, expected] of [
      [png, 'page.html', 'text/html', 'image/png'],
      [xlsx, 'x.txt', 'text/plain', spreadsheet],
      ['<!doctype html><script>alert(1)</script>', 'picture.png', 'image/png', 'text/plain'],
      ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'x.svg', 'image/svg+xml', 'text/plain'],
      ['姓名,电话\n', 'kunden.csv', 'application/pdf', 'text/csv'],
      [Buffer.from('d0d5c3fb2cb5e7bbb00a', 'hex'), '客户.CSV', 'x/y', 'text/csv'],
      [Buffer.from([0, 1, 2, 3, 255]), 'x.csv', 'text/csv', 'application/octet-stream'],
      ['', 'empty.txt', 'text/plain', 'application/octet-stream'],
      ['x', 'one', 'text/plain', 'text/plain'],
      [Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(30, 255)]), 'z', 'a/b', 'application/zip'],
    ] as const) {
      const { status, body } = await upload(test, content as Buffer, { filename, type });
      expect([filename, status, body.media_type]).toEqual([filename, 201, expected]);
      expect(body.size).toBe(Buffer.byteLength(content));
    }
  });

  it('takes 25 MB and refuses a byte more, keeping nothing of it', async () => {
    const whole = await upload(test, Buffer.alloc(uploadLimit, 'x'), { filename: 'big.txt' });
    expect([whole.status, whole.body.size]).toEqual([201, uploadLimit]);
    const before = [await stored(), await rows()];
    const { status, body } = await upload(test, Buffer.alloc(uploadLimit + 1, 'y'), {
      filename: 'bigger.txt',
    });
    expect([status, body.code]).toEqual([413, 'file_too_large']);
    expect([await stored(), await rows()]).toEqual(before);
  });

  it('refuses what holds no file', async () => {
    const notMultipart = await test.request('POST', '/files', { body: { file: 'x' } });
    expect([notMultipart.status, notMultipart.body.errors[0].field]).toEqual([422, 'file']);
    const otherField = await upload(test, 'x', { field: 'attachment' });
    expect([otherField.status, otherField.body.errors[0].code]).toEqual([422, 'file_missing']);
    const notChosen = await upload(test, '', { filename: '' });
    expect(notChosen.status).toBe(422);
    const { payload, headers } = multipartOf('cut off');
    const cut = await test.request('POST', '/files', { body: payload.subarray(0, -12), headers });
    expect([cut.status, cut.body.errors[0].code]).toEqual([422, 'upload_broken_off']);
    const stranger = await upload(test, 'x', { as: '' });
    expect(stranger.status).toBe(401);
  });

  it('leaves nothing of an upload that breaks off', async () => {
    const address = new URL(await test.server.listen({ port: 0, host: '127.0.0.1' }));
    const before = [await stored(), await rows()];
    const { payload, headers } = multipartOf(Buffer.alloc(4 * 1024 * 1024, 'z'));
    const socket = connect(Number(address.port), '127.0.0.1');
    socket.write(
      `POST /api/v1/files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${test.admin.key}\r\n` +
        `content-type: ${headers['content-type']}\r\ncontent-length: ${payload.length}\r\n\r\n`,
    );
    socket.write(payload.subarray(0, 2 * 1024 * 1024));
    await until('the upload has begun', async () => (await stored()).unfinished === 1);
    socket.destroy();
    await until('the rest of it is gone', async () => (await stored()).unfinished === 0);
    expect([await stored(), await rows()]).toEqual(before);
  });
});

describe('downloading', () => {
  it.each([
    ['报修记录 第1页.pdf', "filename*=UTF-8''%E6%8A%A5%E4%BF%AE%E8%AE%B0%E5%BD%95%20%E7%AC%AC1%E9%A1%B5.pdf"],
    ["it's (1) 100%*.txt", "filename*=UTF-8''it%27s%20%281%29%20100%25%2A.txt"],
    ['señal ñandú.txt', 'filename="se_al _and_.txt"'],
    ['../../etc/passwd', 'filename="passwd"'],
    ['C:\\\\temp\\\\a.txt', 'filename="a.txt"'],
  ])('gives %s back under its name, as an attachment that runs nowhere', async (filename, expected) => {
    const { body } = await upload(test, 'content', { filename });
    const { status, headers, body: content } = await test.request('GET', `/files/${body.id}`);
    expect([status, content]).toEqual([200, 'content']);
    expect(headers['content-disposition']).toContain(expected);
    expect(headers['content-disposition']).toMatch(/^attachment; /);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    expect(headers['content-length']).toBe('7');
  });

  it('gives an empty file back empty', async () => {
    const { body } = await upload(test, '', { filename: '空.txt' });
    const { status, body: content, headers } = await test.request('GET', `/files/${body.id}`);
    expect([status, content, headers['content-length']]).toEqual([200, '', '0']);
  });

  it('keeps names without paths, direction marks and control characters, and their ending when they are long', () => {
    expect(cleanFileName('\u202egpj.exe')).toBe('gpj.exe');
    expect(cleanFileName('a\u0000b\r\n.txt')).toBe('ab.txt');
    expect(cleanFileName('..')).toBe('file');
    expect(cleanFileName(undefined)).toBe('file');
    expect(cleanFileName('\ud800.txt')).toBe('.txt');
    expect([...cleanFileName(`${'长'.repeat(500)}.docx`)]).toHaveLength(200);
    expect(cleanFileName(`${'长'.repeat(500)}.docx`)).toMatch(/\.docx$/);
    expect(cleanFileName('jose\u0301.txt')).toBe('josé.txt');
  });
});

describe('who may have a file', () => {
  const get = async (id: string, as: string) => (await test.request('GET', `/files/${id}`, { as })).status;

  it('is the uploader alone until it is attached, then whoever may see a ticket with it', async () => {
    const [north, south] = [await addUnit(test), await addUnit(test)];
    const [northTeam, southTeam] = [
      await addTeam(test, { unit: north }),
      await addTeam(test, { unit: south }),
    ];
    const ann = await addUser(test, { unit: north, team: northTeam });
    const bea = await addUser(test, { unit: north, team: northTeam });
    const cas = await addUser(test, { unit: south, team: southTeam });
    const { body: file } = await upload(test, 'secret', { as: ann.key });
    expect([
      await get(file.id, ann.key),
      await get(file.id, bea.key),
      await get(file.id, test.admin.key),
    ]).toEqual([200, 404, 404]);

    const request = { subject: 'x', body: 'x', customer: { name: 'Li Wei' } };
    const { body: ticket } = await test.request('POST', '/tickets', {
      as: ann.key,
      body: { ...request, team_id: northTeam },
    });
    const stolen = await test.request('POST', `/tickets/${ticket.number}/messages`, {
      as: bea.key,
      body: { kind: 'note', body: 'mine', attachments: [file.id] },
    });
    expect(stolen.status).toBe(422);
    const note = await test.request('POST', `/tickets/${ticket.number}/messages`, {
      as: ann.key,
      body: { kind: 'note', body: 'see file', attachments: [file.id] },
    });
    expect(note.status).toBe(201);
    expect([await get(file.id, ann.key), await get(file.id, bea.key), await get(file.id, cas.key)]).toEqual([
      200, 200, 404,
    ]);

    // the ticket goes to the other unit: to have the file one must see the ticket there
    await test.request('POST', `/tickets/${ticket.number}/transfer`, {
      as: ann.key,
      body: { team_id: southTeam, reason: 'theirs' },
    });
    expect(await get(file.id, cas.key)).toBe(200);
    expect(await get(file.id, bea.key)).toBe(404);
  });

  it('notes who read a file of a confidential ticket', async () => {
    const { body: file } = await upload(test, 'very secret');
    const { body: ticket } = await test.request('POST', '/tickets', {
      body: {
        subject: 'x',
        body: 'x',
        customer: { name: 'Li Wei' },
        confidential: true,
        attachments: [file.id],
      },
    });
    const reads = async () =>
      (await test.app.db.selectFrom('read_log').select('subject_id').execute()).map((row) => row.subject_id);
    const before = (await reads()).length;
    expect(await get(file.id, test.admin.key)).toBe(200);
    expect((await reads()).slice(before)).toEqual([ticket.id]);
    const agent = await addUser(test);
    expect(await get(file.id, agent.key)).toBe(404);
    expect((await reads()).length).toBe(before + 1);
  });

  it('answers for a file that there is not as for one that is not for you', async () => {
    expect(await get('01900000-0000-7000-8000-000000000000', test.admin.key)).toBe(404);
    expect(await get('nonsense', test.admin.key)).toBe(404);
  });
});
