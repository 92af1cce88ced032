import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { open } from './testing/desk.ts';

let test: TestApp;
let lead: AddedUser;
let far: string;
beforeAll(async () => {
  test = await startTestApp();
  const unit = await addUnit(test, { name: 'Near' });
  const team = await addTeam(test, { unit, name: { zh: '近组', en: 'Near team', es: 'Equipo cercano' } });
  far = await addTeam(test, { unit: await addUnit(test, { name: 'Far' }), name: 'Far team' });
  lead = await addUser(test, { name: 'Lea Lead', unit, team, role: 'team_lead' });
  for (const subject of ['=HYPERLINK("http://x")', 'Plain, with a comma', '第三个']) {
    test.clock.advance(1);
    await open(test, { subject, team_id: team, tags: ['out'] });
  }
  await open(test, { subject: 'Out of sight', team_id: far, tags: ['out'] });
});
afterAll(() => test.close());

const get = (query: string, as = lead.key, language = 'en') =>
  test.server.inject({
    url: `/api/v1/tickets/export?${query}`,
    headers: { authorization: `Bearer ${as}`, 'accept-language': language },
  });
const events = () =>
  test.app.db.selectFrom('event').selectAll().where('kind', '=', 'list.exported').execute();

describe('a list of tickets', () => {
  it('is taken out as CSV: what the reader sees, in the order of the list, with nothing that a sheet would carry out', async () => {
    const answer = await get('format=csv&name=All%20of%20them&view=all&tag=out&sort=waiting');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toContain('All of them 2026-03-02.csv');
    const lines = answer.body.trim().split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFF?Number,Subject,Customer,Status/);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(lines[2]).toContain('"Plain, with a comma"');
    expect(answer.body).not.toContain('Out of sight');
  });

  it('is taken out as a workbook in the reader’s language, page after page', async () => {
    for (let n = 0; n < 205; n++) await open(test, { tags: ['many'], team_id: far });
    const answer = await get('format=xlsx&name=All&tag=many', test.admin.key, 'zh');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(answer.rawPayload as unknown as ExcelJS.Buffer);
    const sheet = book.worksheets[0];
    expect(sheet?.rowCount).toBe(206);
    const numbers = new Set<unknown>();
    sheet?.eachRow((row, at) => at > 1 && numbers.add(row.getCell(1).value));
    expect(numbers.size).toBe(205);
    expect(sheet?.getRow(2).getCell(15).value).toBeInstanceOf(Date);
  });

  it('leaves word in the ledger, of who took what; a refused one leaves none', async () => {
    const before = (await events()).length;
    await get('format=csv&name=Mine&view=mine');
    const after = await events();
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)).toMatchObject({
      actor_id: lead.id,
      subject_id: lead.id,
      data: { list: 'tickets', format: 'csv' },
    });
    const agent = await addUser(test, { name: 'Bo' });
    expect((await get('format=csv&name=Mine&view=mine', agent.key)).statusCode).toBe(403);
    expect((await get('format=csv&name=X&view=nothing')).statusCode).toBe(404);
    expect((await get('format=pdf&name=X')).statusCode).toBe(422);
    expect(await events()).toHaveLength(before + 1);
  });
});
