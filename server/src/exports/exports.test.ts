import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
let lead: AddedUser;
let agent: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  const unit = await addUnit(test, { name: 'Near' });
  const team = await addTeam(test, { unit, name: { zh: '近组', en: 'Near team', es: 'Equipo cercano' } });
  lead = await addUser(test, { name: 'Lea Lead', unit, team, role: 'team_lead' });
  agent = await addUser(test, { name: 'Bo Agent', unit, team, role: 'agent' });
  for (const name of ['=Cmd()', 'Ana', '王芳'])
    await test.request('POST', '/customers', {
      body: { kind: name === 'Ana' ? 'organisation' : 'person', name },
    });
  await test.request('POST', '/tickets', {
    body: {
      subject: 'Router',
      body: 'No light.',
      customer: { name: 'Cy' },
      team_id: team,
      assignee_id: lead.id,
    },
  });
  await test.request('POST', `/users/${agent.id}/reset-link`);
  const value = { name: 'Parked', category: 'on_hold', order: 9 };
  await test.request('PUT', '/configuration/statuses/parked', { body: { value } });
});
afterAll(() => test.close());

const get = (path: string, as = test.admin.key, language = 'en') =>
  test.server.inject({
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${as}`, 'accept-language': language },
  });
const linesOf = async (path: string, as?: string, language?: string) => {
  const answer = await get(path, as, language);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.body.replace('\uFEFF', '').trim().split('\r\n');
};
const exported = () =>
  test.app.db.selectFrom('event').select(['actor_id', 'data']).where('kind', '=', 'list.exported').execute();

/** Each list with who may take it out, and the first heading of it in each language. */
const lists = [
  { list: 'customers', path: '/customers/export', lead: 200, heads: ['Name', 'Nombre', '名称'] },
  { list: 'duties', path: '/duties/export', lead: 200, heads: ['Duty', 'Obligación', '待办'] },
  { list: 'staff', path: '/users/export', lead: 200, heads: ['Name', 'Nombre', '名称'] },
  { list: 'outbox', path: '/outbox/export', lead: 200, heads: ['Subject', 'Asunto', '主题'] },
  { list: 'mail_journal', path: '/mail/journal/export', lead: 200, heads: ['Subject', 'Asunto', '主题'] },
  {
    list: 'configuration_changes',
    path: '/configuration/changes/export',
    lead: 403,
    heads: ['When', 'Cuándo', '时间'],
  },
];

describe.each(lists)('the list of $list', ({ list, path, heads, ...may }) => {
  it('is a file in the language of who takes it, and the ledger keeps who that was', async () => {
    for (const [at, language] of ['en', 'es', 'zh'].entries()) {
      const [head = ''] = await linesOf(`${path}?format=csv&name=Mine`, test.admin.key, language);
      expect(head.split(',')[0]).toBe(heads[at]);
    }
    expect(await exported()).toContainEqual({ actor_id: test.admin.id, data: { list, format: 'csv' } });
  });

  it('is only for who may see it and may take lists out; a refused one leaves no word', async () => {
    const before = (await exported()).length;
    expect((await get(`${path}?format=csv&name=Mine`, agent.key)).statusCode).toBe(403);
    expect((await get(`${path}?format=pdf&name=Mine`)).statusCode).toBe(422);
    expect(await exported()).toHaveLength(before);
    expect((await get(`${path}?format=csv&name=Mine`, lead.key)).statusCode).toBe(may.lead);
  });

  it('is a workbook as well', async () => {
    const answer = await get(`${path}?format=xlsx&name=Mine`);
    expect(answer.headers['content-disposition']).toContain('Mine 2026-03-02.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(answer.rawPayload as unknown as ExcelJS.Buffer);
    expect(book.worksheets[0]?.getRow(1).getCell(1).value).toBe(heads[0]);
  });
});

describe('what stands in the file', () => {
  it('is what stands on the screen: narrowed alike, nothing that a sheet would carry out', async () => {
    const people = await linesOf('/customers/export?format=csv&name=C&kind=person');
    expect(people.slice(1).map((line) => line.split(',')[0])).toEqual(['Cy', '王芳', `'=Cmd()`]);
    expect(await linesOf('/customers/export?format=csv&name=C&q=Ana')).toHaveLength(2);
  });

  it('goes on page after page', async () => {
    for (let n = 0; n < 201; n++)
      await test.request('POST', '/customers', { body: { name: `Many ${n}`, kind: 'person' } });
    expect(await linesOf('/customers/export?format=csv&name=C&q=Many')).toHaveLength(202);
  });

  it('names roles, teams, kinds of duties and states as the reader calls them', async () => {
    const staff = await linesOf('/users/export?format=csv&name=S', lead.key, 'zh');
    expect(staff.find((line) => line.startsWith('Lea Lead'))).toContain('近组');
    const duties = await linesOf('/duties/export?format=csv&name=D', lead.key);
    expect(duties.some((line) => line.includes('Router') && line.includes('Running'))).toBe(true);
    const changes = await linesOf('/configuration/changes/export?format=csv&name=L');
    expect(changes.some((line) => line.includes('parked') && line.includes('on_hold'))).toBe(true);
    const mails = await linesOf('/outbox/export?format=csv&name=O');
    expect(mails.some((line) => line.includes('Held'))).toBe(true);
  });
});
