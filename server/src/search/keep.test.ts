import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../platform/testing/until.ts';
import { upload } from '../platform/testing/upload.ts';
import { verify } from '../verify.ts';
import { startWorkers } from '../workers.ts';
import { readNextFile } from './attachments/read-waiting.ts';
import { indexDue } from './index-due.ts';
import { rebuildForTokeniser, rebuildSearch } from './rebuild.ts';
import { catchUp } from './testing/catch-up.ts';
import { type Desk, startDesk } from './testing/desk.ts';
import { pdfOf } from './testing/pdf.ts';
import { buildReader } from './testing/reader-program.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

/** Everything that the search works on, as one text. */
async function stored(): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select coalesce(string_agg(concat_ws(' ', ticket_id, part, parts, activity_at, digest, words), E'\n' order by ticket_id, part), '')
      || (select coalesce(string_agg(word || ' ' || documents, ',' order by word), '') from search_word where documents <> 0) as text
    from search_document`.execute(desk.test.app.db);
  return rows[0]?.text ?? '';
}
const findings = async () =>
  (await verify(desk.test.app)).findings.filter((finding) => finding.check === 'search');

describe('the documents of the search', () => {
  it('follow a merge to the target, and its undoing back', async () => {
    const [target, source] = [
      await desk.open({ subject: 'Lynx', body: 'about the target' }),
      await desk.open({ subject: 'Caracal', body: 'about the source' }),
    ];
    expect(await desk.numbers('caracal')).toEqual([source.number]);
    await desk.test.request('POST', `/tickets/${source.number}/merge`, { body: { into: target.number } });
    expect(await desk.numbers('caracal')).toEqual([target.number]);
    expect(await desk.numbers('caracal lynx')).toEqual([target.number]);
    expect(await desk.numbers(`#${source.number}`)).toEqual([target.number]);
    expect(await desk.numbers(`${source.number} source`)).toEqual([target.number]);
    expect(await findings()).toEqual([]);
    await desk.test.request('POST', `/tickets/${source.number}/merge/undo`);
    expect(await desk.numbers('caracal')).toEqual([source.number]);
    expect(await desk.numbers('lynx')).toEqual([target.number]);
    expect(await desk.numbers('caracal lynx')).toEqual([]);
  });

  it('follow the merging of customers and its undoing', async () => {
    const one = await desk.open({ customer: { name: 'Serval One', email: 'one@serval.example' } });
    const two = await desk.open({ customer: { name: 'Serval Two', email: 'two@serval.example' } });
    const idOf = async (number: number) =>
      (await desk.test.request('GET', `/tickets/${number}`)).body.customer.id as string;
    const [first, second] = [await idOf(one.number), await idOf(two.number)];
    const merged = await desk.test.request('POST', `/customers/${first}/merge`, { body: { into: second } });
    expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300);
    expect(await desk.numbers('from:two@serval.example')).toEqual([two.number, one.number]);
    expect(await desk.numbers('from:one@serval.example')).toEqual([two.number, one.number]);
    await desk.test.request('POST', `/customers/${first}/merge/undo`);
    expect(await desk.numbers('from:two@serval.example')).toEqual([two.number]);
  });

  it('are written within moments of the commit, by whichever process, and sorted by the last activity', async () => {
    const workers = startWorkers(desk.test);
    const { number } = await desk.open({ subject: 'Margay' });
    const later = await desk.open({ subject: 'Margay' });
    const found =
      (...expected: number[]) =>
      async () =>
        JSON.stringify((await desk.search('margay')).items.map((item) => item.number)) ===
        JSON.stringify(expected);
    await until('it is found', found(later.number, number));
    desk.test.clock.advance(5);
    await desk.test.request('POST', `/tickets/${number}/take`);
    await until('it stands first', found(number, later.number));
    await workers.stop();
    expect(await findings()).toEqual([]);
  });

  it('are the same after being written anew, whatever was done to them', async () => {
    await catchUp(desk.test);
    const before = await stored();
    expect(before.length).toBeGreaterThan(1_000);
    await sql`update search_document set words = 'nonsense'::tsvector where part = 0`.execute(
      desk.test.app.db,
    );
    await sql`delete from search_document where ticket_id in (select ticket_id from search_document limit 2)`.execute(
      desk.test.app.db,
    );
    await sql`insert into search_document values (1, gen_random_uuid(), 0, 1, now(), '', 'ghost')`.execute(
      desk.test.app.db,
    );
    await sql`update search_word set documents = documents + 1000`.execute(desk.test.app.db);
    const heard: number[] = [];
    const total = await rebuildSearch(desk.test.app, (done) => heard.push(done));
    expect(heard.at(-1)).toBe(total);
    expect(await stored()).toBe(before);
  });

  it('are written anew for a new tokeniser, once', async () => {
    await sql`update search_state set tokeniser = 0`.execute(desk.test.app.db);
    await rebuildForTokeniser(desk.test.app);
    const due = async () =>
      (await sql<{ n: number }>`select count(*) as n from search_due`.execute(desk.test.app.db)).rows[0]?.n;
    expect(await due()).toBeGreaterThan(5);
    await catchUp(desk.test);
    await rebuildForTokeniser(desk.test.app);
    expect(await due()).toBe(0);
  });

  it('do not wait for one that cannot be written', async () => {
    const bad = await desk.open({ subject: 'Kodkod' });
    const good = await desk.open({ subject: 'Kodkod' });
    await sql`alter table search_document add constraint no_bad check (ticket_id <> ${sql.lit(bad.id)})`.execute(
      desk.test.app.db,
    );
    expect(await desk.numbers('kodkod')).toEqual([good.number]);
    await sql`alter table search_document drop constraint no_bad`.execute(desk.test.app.db);
    expect(await indexDue(desk.test.app)).toBe(0);
    desk.test.clock.advance(61);
    expect(await desk.numbers('kodkod')).toEqual([good.number, bad.number]);
  });
});

describe('verify', () => {
  it.each([
    ['words', sql`update search_document set words = words || 'evil'::tsvector where ticket_id = `],
    ['a place', sql`update search_document set words = strip(words) where ticket_id = `],
    ['its digest', sql`update search_document set digest = 'x' where ticket_id = `],
    [
      'its moment',
      sql`update search_document set activity_at = activity_at + interval '1 day' where ticket_id = `,
    ],
    ['all of it', sql`delete from search_document where ticket_id = `],
  ])('finds a document of which %s was falsified by hand', async (_, statement) => {
    const { id, number } = await desk.open({ subject: 'Pampas cat' });
    await catchUp(desk.test);
    expect(await findings()).toEqual([]);
    await sql`${statement} ${id}`.execute(desk.test.app.db);
    expect(await findings()).toEqual([
      { check: 'search', what: expect.stringMatching(new RegExp(`^#${number} `)) },
    ]);
    await rebuildSearch(desk.test.app);
    expect(await findings()).toEqual([]);
  });

  it('leaves out what is only behind', async () => {
    await desk.open({ subject: 'Oncilla' });
    expect(await findings()).toEqual([]);
    await catchUp(desk.test);
    expect(await findings()).toEqual([]);
  });
});

describe('attachments', () => {
  it('are found by name at once and by their text when it has been read; a poisonous one stops nothing', async () => {
    const reader = await buildReader();
    const attach = async (content: Buffer, filename: string) =>
      (await upload(desk.test, content, { filename })).body.id as string;
    const files = [
      await attach(pdfOf('Policy no. POL-778899'), 'Jaguarundi.pdf'),
      await attach(Buffer.from('%PDF-1.4 broken'), 'broken.pdf'),
      await attach(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'photo.png'),
    ];
    const { number } = await desk.open({ subject: 'With files', attachments: files });
    expect(await desk.numbers('jaguarundi')).toEqual([number]);
    expect(await desk.numbers('broken photo')).toEqual([number]);
    expect(await desk.numbers('778899')).toEqual([]);
    while (await readNextFile(desk.test.app, { program: reader.program }));
    expect(await desk.numbers('778899 policy')).toEqual([number]);
    const { items } = await desk.search('778899');
    expect(items[0]?.highlight).toMatchObject({
      in: 'attachment',
      text: expect.stringContaining('POL-778899'),
    });
    const states = await desk.test.app.db.selectFrom('file_text').select(['state', 'reason']).execute();
    expect(states.map(({ state, reason }) => `${state} ${reason}`).sort()).toEqual(
      ['read null', 'failed damaged', 'skipped format'].sort(),
    );
    expect(await findings()).toEqual([]);
    reader.remove();
  });

  it('are given up after two tries that took their reader with them', async () => {
    const { body } = await upload(desk.test, pdfOf('Never read'), { filename: 'killer.pdf' });
    await desk.open({ subject: 'Killer', attachments: [body.id] });
    await catchUp(desk.test);
    await sql`update file_text set attempts = 2, next_at = ${desk.test.clock.now()} where state = 'waiting'`.execute(
      desk.test.app.db,
    );
    expect(await readNextFile(desk.test.app, { program: '/nowhere' })).toBe(true);
    const { rows } = await sql<{
      reason: string;
    }>`select reason from file_text where reason = 'gave_up'`.execute(desk.test.app.db);
    expect(rows).toHaveLength(1);
  });
});
