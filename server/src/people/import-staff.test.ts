import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTeam, addUnit, addUser, rootUnit } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { upload } from '../platform/testing/upload.ts';

let test: TestApp;
let root: string;
beforeAll(async () => {
  test = await startTestApp();
  root = await rootUnit(test);
});
afterAll(() => test.close());

async function fileOf(csv: string, as: string): Promise<string> {
  const { status, body } = await upload(test, csv, { filename: 'staff.csv', type: 'text/csv', as });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}
async function load(rows: string[], options: { dry?: boolean; as?: string; mapping?: object } = {}) {
  const as = options.as ?? test.admin.key;
  const { status, body } = await test.request('POST', '/users/import', {
    as,
    body: {
      file_id: await fileOf(rows.join('\n'), as),
      dry_run: options.dry ?? false,
      ...(options.mapping ? { mapping: options.mapping } : {}),
    },
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const counts = ({ created, updated, unchanged }: Record<string, number>) => [created, updated, unchanged];
const find = async (email: string) =>
  (await test.request('GET', `/users?q=${encodeURIComponent(email)}`)).body.items[0];

describe('importing staff', () => {
  it('invites people with their places, and lets a row report to one that comes later', async () => {
    const unit = await addUnit(test, { name: { zh: '北京分部', en: 'Beijing branch' } });
    const team = await addTeam(test, { name: { zh: '夜班', en: 'Night shift' }, unit });
    const rows = [
      '姓名,电子邮箱,语言,时区,上级邮箱,角色,小组',
      '李雷,Li.Lei@example.com,中文,Asia/Shanghai,han@example.com,坐席,夜班',
      '韩梅梅,han@example.com,英语,Asia/Shanghai,admin@example.com,班长；agent,Night Shift',
    ];
    const dry = await load(rows, { dry: true });
    expect(counts(dry)).toEqual([2, 0, 0]);
    expect(dry.mapping).toMatchObject({
      name: '姓名',
      email: '电子邮箱',
      reports_to: '上级邮箱',
      roles: '角色',
    });
    expect(await find('han@example.com')).toBeUndefined();
    expect(counts(await load(rows))).toEqual([2, 0, 0]);
    const [lead, agent] = [await find('han@example.com'), await find('li.lei@example.com')];
    expect(lead).toMatchObject({
      name: '韩梅梅',
      language: 'en',
      time_zone: 'Asia/Shanghai',
      state: 'invited',
      reports_to: { id: test.admin.id },
      teams: [team],
      roles: [
        { role: 'agent', unit_id: unit },
        { role: 'team_lead', unit_id: unit },
      ],
    });
    expect(agent).toMatchObject({ language: 'zh', reports_to: { id: lead.id } });
    expect(counts(await load(rows))).toEqual([0, 0, 2]);
  });

  it('changes whoever has the address, and takes nothing away', async () => {
    const team = await addTeam(test, { name: 'Counter' });
    const user = await addUser(test, { name: 'Ana', email: 'ana@example.com', team });
    await addTeam(test, { name: 'Back office' });
    const rows = ['email,name,language,teams', 'ANA@example.com,,es,Back office'];
    expect(counts(await load(rows, { dry: true }))).toEqual([0, 1, 0]);
    expect(counts(await load(rows))).toEqual([0, 1, 0]);
    const { body } = await test.request('GET', `/users/${user.id}`);
    expect(body).toMatchObject({ name: 'Ana', language: 'es', state: 'active' });
    expect(body.teams).toHaveLength(2);
    expect(body.roles).toEqual([{ role: 'agent', unit_id: root }]);
  });

  it('tells by row and column what is wrong, and imports the rest', async () => {
    await addTeam(test, { name: 'Twin' });
    await addTeam(test, { name: 'Twin' });
    await addUser(test, { email: 'gone@example.com', state: 'deactivated' });
    const result = await load([
      'name,email,language,time zone,reports to,roles,teams',
      'Good,good@example.com,en,UTC,,agent,',
      'A,no address,,,,,',
      'B,b@example.com,klingon,,,,',
      'C,c@example.com,,Mars/Olympus,,,',
      'D,d@example.com,,,nobody@example.com,,',
      'E,e@example.com,,,,wizard,',
      'F,f@example.com,,,,,Twin',
      ',g@example.com,,,,,',
      'H,good@example.com,,,,,',
      'I,gone@example.com,,,,,',
      'J,j@example.com,,,b@example.com,,',
      ',,,,,agent,',
    ]);
    expect(counts(result)).toEqual([1, 0, 0]);
    expect(result.rows).toBe(12);
    expect(
      result.errors.map((error: { row: number; column: string | null }) => [error.row, error.column]),
    ).toEqual([
      [3, 'email'],
      [4, 'language'],
      [5, 'time zone'],
      [6, 'reports to'],
      [7, 'roles'],
      [8, 'teams'],
      [9, 'name'],
      [10, 'email'],
      [11, 'email'],
      [12, 'reports to'],
      [13, 'email'],
    ]);
    expect(result.errors[7].message).toBe('Row 2 is the same person.');
    expect(await find('good@example.com')).toBeDefined();
    expect(await find('j@example.com')).toBeUndefined();
  });

  it('turns a chain of command round, and refuses one that closes to a circle', async () => {
    const top = await addUser(test, { email: 'top@example.com' });
    const low = await addUser(test, { email: 'low@example.com', reportsTo: top.id });
    const turned = await load([
      'email,reports to',
      'top@example.com,low@example.com',
      'low@example.com,admin@example.com',
    ]);
    expect(counts(turned)).toEqual([0, 2, 0]);
    expect((await find('top@example.com')).reports_to.id).toBe(low.id);
    const circle = await load([
      'email,name,reports to',
      'x@example.com,X,y@example.com',
      'y@example.com,Y,z@example.com',
      'z@example.com,Z,x@example.com',
      'w@example.com,W,x@example.com',
      'low@example.com,,top@example.com',
    ]);
    expect(counts(circle)).toEqual([0, 0, 0]);
    expect(circle.errors.map((error: { row: number }) => error.row)).toEqual([2, 3, 4, 5, 6]);
  });

  it('gives nobody rights that the importer lacks, row by row', async () => {
    await test.request('PUT', '/configuration/roles/hirer', {
      body: { value: { name: 'Hirer', permissions: ['people.manage', 'ticket.read'], order: 9 } },
    });
    const unit = await addUnit(test, { name: 'Harbour' });
    await addTeam(test, { name: 'Elsewhere', unit: await addUnit(test) });
    await addUser(test, { email: 'boss@example.com', role: 'administrator', unit });
    const hirer = await addUser(test, { role: 'hirer', unit });
    const rows = [
      'email,name,roles,unit,teams',
      'h1@example.com,One,hirer,Harbour,',
      'h2@example.com,Two,administrator,Harbour,',
      'h3@example.com,Three,hirer,,',
      'h4@example.com,Four,,,Elsewhere',
      'boss@example.com,Renamed,,,',
    ];
    for (const dry of [true, false]) {
      const result = await load(rows, { as: hirer.key, dry });
      expect(counts(result)).toEqual([1, 0, 0]);
      expect(
        result.errors.map((error: { row: number; column: string | null }) => [error.row, error.column]),
      ).toEqual([
        [3, 'roles'],
        [4, 'roles'],
        [5, 'teams'],
        [6, null],
      ]);
    }
    expect((await find('h1@example.com')).roles).toEqual([{ role: 'hirer', unit_id: unit }]);
  });

  it('is for managers of people', async () => {
    const agent = await addUser(test, { role: 'manager' });
    const body = { file_id: await fileOf('email\na@example.com', agent.key), dry_run: true };
    expect((await test.request('POST', '/users/import', { as: agent.key, body })).status).toBe(403);
  });
});
