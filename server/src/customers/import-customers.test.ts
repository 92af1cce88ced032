import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { upload } from '../platform/testing/upload.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
afterEach(async () => {
  await sql`truncate customer cascade`.execute(test.app.db);
});

/** Imports a file, first dry: both must tell the same, and the dry run must change nothing. */
async function load(
  content: Buffer | string,
  options: { mapping?: object; headers?: Record<string, string> } = {},
) {
  const { body: file } = await upload(test, content, { filename: '客户.csv' });
  const body = { file_id: file.id, ...(options.mapping ? { mapping: options.mapping } : {}) };
  const post = (dry_run: boolean) =>
    test.request('POST', '/customers/import', {
      body: { ...body, dry_run },
      ...(options.headers ? { headers: options.headers } : {}),
    });
  const before = await everything();
  const dry = await post(true);
  expect(await everything()).toEqual(before);
  const real = await post(false);
  const told = ({ dry_run: _, request_id: __, ...rest }: Record<string, unknown>) => rest;
  expect(told(real.body)).toEqual(told(dry.body));
  return { ...real.body, status: real.status };
}
const everything = async () => ({
  customers: await test.app.db.selectFrom('customer').selectAll().orderBy('id').execute(),
  contacts: await test.app.db.selectFrom('customer_contact').selectAll().orderBy('id').execute(),
  affiliations: await test.app.db
    .selectFrom('customer_affiliation')
    .selectAll()
    .orderBy('person_id')
    .execute(),
  events: (await test.app.db.selectFrom('event').select('id').where('kind', 'like', 'customer.%').execute())
    .length,
});
const people = async () => {
  const rows = await test.app.db
    .selectFrom('customer as c')
    .leftJoin('customer_contact as k', 'k.customer_id', 'c.id')
    .select(['c.name', 'k.normalised'])
    .orderBy('c.name')
    .orderBy('k.normalised')
    .execute();
  return rows.map((row) => `${row.name} ${row.normalised ?? '-'}`);
};
const counts = (result: Record<string, unknown>) => [result.created, result.updated, result.unchanged];
const create = async (body: object) => (await test.request('POST', '/customers', { body })).body;

describe('importing customers', () => {
  it('reads Chinese, English and Spanish sheets without being told which column is which', async () => {
    const zh = await load(
      '客户名称,手机,电子邮箱,公司,职务,语言,备注\n张伟,13800138000,zw@example.com,示例公司,经理,中文,老客户\n',
    );
    expect(zh).toMatchObject({ status: 200, dry_run: false, rows: 1, created: 1, errors: [] });
    expect(zh.mapping).toEqual({
      name: '客户名称',
      phone: '手机',
      email: '电子邮箱',
      organisation: '公司',
      role: '职务',
      language: '语言',
      notes: '备注',
    });
    await load('First name,Last name,Mobile,Phone,Company\nAnn,Lee,+44 7911 123456,+44 20 7946 0000,Acme\n');
    await load(
      Buffer.from(
        'Nombre;Apellidos;Teléfono móvil;Tipo\nMaría;Peña Ruiz;+34 612345678;Particular\n',
        'latin1',
      ),
    );
    expect(await people()).toEqual([
      'Acme -',
      'Ann Lee +442079460000',
      'Ann Lee +447911123456',
      'María Peña Ruiz +34612345678',
      '张伟 +8613800138000',
      '张伟 zw@example.com',
      '示例公司 -',
    ]);
    const { body } = await test.request('GET', '/customers?q=张伟');
    const page = (await test.request('GET', `/customers/${body.items[0].id}`)).body;
    expect(page).toMatchObject({
      language: 'zh',
      notes: '老客户',
      organisations: [{ name: '示例公司', role: '经理' }],
    });
  });

  it('makes nothing the second time', async () => {
    const sheet =
      '姓名,电话,邮箱,编号,公司,备注\n' +
      '张伟,13800138000,zw@example.com,A1,示例公司,重要\n' + // by mail
      '李娜,13800138001,,,,\n' + // by phone and name
      '王芳,,,A3,示例公司,\n' + // by reference
      '赵只有名字,,,,,\n' + // by name alone
      ',13800138005,,,,\n' + // a number without a name
      ',010-62340000,,,另一公司,\n'; // a company without a person
    expect(counts(await load(sheet))).toEqual([6, 0, 0]);
    const before = await everything();
    expect(counts(await load(sheet))).toEqual([0, 0, 6]);
    expect(await everything()).toEqual(before);
    expect((await people()).filter((line) => line.startsWith('示例公司'))).toHaveLength(1);
  });

  it('adds to customers who are there, replaces what the file says, and takes nothing away', async () => {
    const ann = await create({
      name: 'Ann',
      language: 'en',
      notes: 'likes tea',
      contacts: [{ kind: 'email', value: 'ann@example.com' }],
    });
    const result = await load(
      'name,email,phone,language,notes\nAnn Lee,ANN@example.com,13800000001,,called in May\n,ann@example.com,13800000002,es,\n',
    );
    expect(counts(result)).toEqual([0, 2, 0]);
    const page = (await test.request('GET', `/customers/${ann.id}`)).body;
    expect(page).toMatchObject({
      name: 'Ann Lee',
      language: 'es',
      notes: 'likes tea\ncalled in May',
      etag: '"c2"',
    });
    expect(
      page.contacts.map((one: { normalised: string; primary: boolean }) => [one.normalised, one.primary]),
    ).toEqual([
      ['ann@example.com', true],
      ['+8613800000001', true],
      ['+8613800000002', false],
    ]);
    expect((await test.request('GET', '/customers?q=ann%20lee')).body.items).toHaveLength(1);
  });

  it('recognises doubles within the file, and refuses those that contradict each other', async () => {
    const result = await load(
      'name,email,phone,external_ref\n' +
        'Ann,ann@example.com,,R1\n' +
        'Ann,,13800000001,R1\n' +
        'Bob,ann@example.com,,\n' +
        'ANN,,13800000001,\n' +
        'Cid,cid@example.com,,R1\n' +
        'Dan,dan@example.com,13800000001,\n',
    );
    expect(counts(result)).toEqual([2, 1, 1]);
    expect(result.errors).toEqual(
      [4, 6].map((row) => ({
        row,
        column: 'name',
        message: 'Row 2 is the same customer, but says something else here.',
      })),
    );
    expect(await people()).toEqual([
      'Ann +8613800000001',
      'Ann ann@example.com',
      'Dan +8613800000001',
      'Dan dan@example.com',
    ]);
  });

  it('lists every error by its row and column, in the language of the reader, and imports the rest', async () => {
    const rows = [
      'name,email,phone,language,time_zone,kind,notes',
      'Good,good@example.com,,,,,',
      'Bad mail,nonsense,,,,,',
      '',
      'Bad phone,,none,,,,',
      'Bad rest,,,klingon,Mars/Olympus,robot,',
      ',,,,,,nobody at all',
      `${'x'.repeat(201)},long@example.com,,,,,`,
      'Good too,other@example.com,,,,,"two\nlines"',
      'Control\u0007,c@example.com,,,,,',
    ];
    const result = await load(rows.join('\n'), { headers: { 'accept-language': 'zh' } });
    expect([result.rows, ...counts(result)]).toEqual([8, 2, 0, 0]);
    expect(result.errors).toEqual([
      { row: 3, column: 'email', message: '“nonsense”不是有效的邮箱地址。' },
      { row: 5, column: 'phone', message: '“none”不是有效的电话号码。' },
      { row: 6, column: 'kind', message: '“robot”既不是个人也不是单位。' },
      { row: 6, column: 'language', message: '“klingon”不是支持的语言（zh、en、es）。' },
      { row: 6, column: 'time_zone', message: '“Mars/Olympus”不是有效的时区，例如 Asia/Shanghai。' },
      { row: 7, column: null, message: '该行没有姓名、邮箱或电话。' },
      { row: 8, column: 'name', message: '超过 200 个字符。' },
      { row: 10, column: 'name', message: '包含控制字符。' },
    ]);
    expect(await people()).toEqual(['Good good@example.com', 'Good too other@example.com']);
  });

  it('reads numbers, formulas and dates of XLSX as a person sees them; formulas stay text', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Kunden');
    sheet.addRow(['姓名', '手机', '邮箱', '备注']);
    sheet.addRow([
      '张伟',
      13800138000,
      { text: 'zw@example.com', hyperlink: 'mailto:zw@example.com' },
      new Date('2026-01-31'),
    ]);
    sheet.addRow([
      { formula: 'A2&"二"', result: '张伟二' },
      { formula: 'B2+1', result: 13800138001 },
      null,
      '=HYPERLINK("http://x")',
    ]);
    const content = Buffer.from(await book.xlsx.writeBuffer());
    expect(counts(await load(content))).toEqual([2, 0, 0]);
    expect(await people()).toEqual(['张伟 +8613800138000', '张伟 zw@example.com', '张伟二 +8613800138001']);
    const notes = await test.app.db.selectFrom('customer').select('notes').orderBy('name').execute();
    expect(notes.map((row) => row.notes)).toEqual(['2026-01-31', '=HYPERLINK("http://x")']);
  });

  it('takes a mapping, and refuses one that does not fit with the field', async () => {
    const sheet = 'a,b\nAnn,ann@example.com\n';
    const unguessed = await load(sheet);
    expect([unguessed.status, unguessed.errors[0].field, unguessed.errors[0].code]).toEqual([
      422,
      'mapping',
      'no_column_found',
    ]);
    expect(unguessed.current).toEqual({ columns: ['a', 'b'] });
    const wrong = await load(sheet, { mapping: { name: 'c' } });
    expect([wrong.status, wrong.errors[0].field]).toEqual([422, 'mapping.name']);
    expect((await load(sheet, { mapping: { colour: 'a' } })).errors[0].field).toBe('mapping.colour');
    expect(counts(await load(sheet, { mapping: { name: 'a', email: 'b' } }))).toEqual([1, 0, 0]);
  });

  it('goes on at the target of a merge, and is not put off by what the double was called', async () => {
    const sheet =
      'name,email,phone,external_ref\nJ. Smith,j@example.com,,OLD\nJohn Smith,john@example.com,13800000009,NEW\nJ. Smith,,13800000009,\n';
    expect(counts(await load(sheet))).toEqual([3, 0, 0]);
    const ids = new Map(
      (await test.app.db.selectFrom('customer').select(['id', 'external_ref']).execute()).map((row) => [
        row.external_ref,
        row.id,
      ]),
    );
    for (const source of ['OLD', null])
      await test.request('POST', `/customers/${ids.get(source)}/merge`, { body: { into: ids.get('NEW') } });
    const before = await everything();
    expect(counts(await load(sheet))).toEqual([0, 0, 3]);
    expect(await everything()).toEqual(before);
    expect(counts(await load('name,email,phone\nJ. Smith,j@example.com,13800000010\n'))).toEqual([0, 1, 0]);
    const target = (await test.request('GET', `/customers/${ids.get('NEW')}`)).body;
    expect([target.name, target.contacts.length]).toEqual(['John Smith', 4]);
  });

  it('refuses rows that fit two customers, or several of a name', async () => {
    await create({ name: 'Ann', external_ref: 'A', contacts: [{ kind: 'email', value: 'ann@example.com' }] });
    await create({ name: 'Bob', external_ref: 'B', contacts: [{ kind: 'email', value: 'bob@example.com' }] });
    for (const name of ['Same', 'Same']) await create({ name });
    await create({
      name: 'Company',
      kind: 'organisation',
      contacts: [{ kind: 'email', value: 'co@example.com' }],
    });
    const result = await load(
      'name,email,external_ref,kind\nAnn,ann@example.com,B,\nAnn,ann@example.com; bob@example.com,,\nAnn,ann@example.com,C,\nSame,,,\nX,co@example.com,,person\n',
    );
    expect(counts(result)).toEqual([0, 0, 0]);
    expect(result.errors.map((error: { row: number; column: string }) => [error.row, error.column])).toEqual([
      [2, 'external_ref'],
      [3, 'email'],
      [4, 'external_ref'],
      [5, 'name'],
      [6, 'kind'],
    ]);
  });

  it('appends one event for each customer, with all that is personal in the erasable part', async () => {
    await load('name,email\nPersonal Person,personal@example.com\n');
    const events = await test.app.db
      .selectFrom('event as e')
      .innerJoin('event_payload as p', 'p.event_id', 'e.id')
      .innerJoin('customer as c', 'c.id', 'e.subject_id')
      .select(['e.kind', 'e.data', 'p.body'])
      .execute();
    expect(events.map((event) => event.kind)).toEqual(['customer.created']);
    expect(JSON.stringify(events[0]?.data)).not.toMatch(/personal/i);
    expect(events[0]?.body).toMatchObject({ name: 'Personal Person' });
  });

  it('takes only a file of one’s own', async () => {
    const { body: file } = await upload(test, 'name\nAnn\n');
    const manager = await addUser(test, { role: 'manager' });
    const answer = await test.request('POST', '/customers/import', {
      as: manager.key,
      body: { file_id: file.id, dry_run: true },
    });
    expect([answer.status, answer.body.errors[0]]).toMatchObject([
      422,
      { field: 'file_id', code: 'file_unknown' },
    ]);
  });

  it('refuses what is no table with one sentence', async () => {
    const { body: file } = await upload(test, Buffer.from('PK\u0003\u0004 broken'));
    const answer = await test.request('POST', '/customers/import', {
      body: { file_id: file.id, dry_run: false },
    });
    expect([answer.status, answer.body.detail]).toEqual([
      422,
      'file_id: This is neither a CSV nor an XLSX file that can be read.',
    ]);
  });

  it('carries a large file in one go, and one of two at once', async () => {
    const lines = Array.from(
      { length: 2_000 },
      (_, index) => `客户${index},c${index}@example.com,1390${1_000_000 + index},公司${index % 50}`,
    );
    const { body: file } = await upload(test, `姓名,邮箱,手机,公司\n${lines.join('\n')}\n`);
    const post = () =>
      test.request('POST', '/customers/import', { body: { file_id: file.id, dry_run: false } });
    const answers = await Promise.all([post(), post()]);
    const codes = answers.map((answer) => (answer.status === 200 ? answer.body.created : answer.body.code));
    expect(codes).toContain(2_000);
    expect([2_000, 0, 'import_running']).toEqual(expect.arrayContaining(codes));
    const { count } = await test.app.db
      .selectFrom('customer')
      .select((expression) => expression.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(2_050);
  }, 12_000);
});
