import { always } from '@shouwen/conditions';
import { readQuery } from '@shouwen/search';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { contextOf } from '../platform/testing/test-app.ts';
import { chooseWay, goOnWalking } from './choose-way.ts';
import { countWords, recountWords } from './count-words.ts';
import { findTickets } from './find-tickets.ts';
import { catchUp } from './testing/catch-up.ts';
import { type Desk, startDesk } from './testing/desk.ts';

const words = ['alpha', 'beta', 'gamma', '网络', '订单网络', '络订', 'beta gamma'];
let desk: Desk;
/** what each ticket says, and who sees which */
const texts = new Map<number, string>();
const viewers: { id: string; key: string; sees: Set<number> }[] = [];

beforeAll(async () => {
  desk = await startDesk();
  const { test } = desk;
  const unit = await addUnit(test, { name: 'Elsewhere' });
  const teams = [await addTeam(test), await addTeam(test, { unit })];
  const people = [
    await addUser(test, { role: 'agent' }),
    await addUser(test, { role: null, team: teams[1] ?? '' }),
    await addUser(test, { role: 'agent', unit }),
    await addUser(test, { role: null }),
  ];
  const random = fc.sample(
    fc.record({
      said: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }),
      team: fc.constantFrom(...teams),
      confidential: fc.boolean(),
      long: fc.integer({ min: 0, max: 9 }),
      assignee: fc.constantFrom(null, ...people.slice(0, 2).map((person) => person.id)),
    }),
    { numRuns: 70, seed: 7 },
  );
  for (const { said, team, confidential, long, assignee } of random) {
    const filler = long === 0 ? ` ${'哈'.repeat(600)} ` : ' ';
    const body = said.join(filler);
    const { number } = await desk.open({ body, team_id: team, confidential, assignee_id: assignee });
    texts.set(number, body);
  }
  await catchUp(test);
  for (const { id, key } of [{ id: test.admin.id, key: test.admin.key }, ...people]) {
    const { body } = await test.request('GET', '/tickets?limit=200', { as: key });
    viewers.push({ id, key, sees: new Set(body.items.map((item: { number: number }) => item.number)) });
  }
});
afterAll(() => desk.close());

/** Makes the counted words say that everything is common, or nothing at all. */
async function count(common: boolean): Promise<void> {
  const { db, org } = desk.test.app;
  await sql`delete from search_word where org_id = ${org}`.execute(db);
  if (!common) return;
  const every = [
    '',
    'alpha',
    'alph',
    'beta',
    'bet',
    'gamma',
    'gamm',
    '网络',
    '络订',
    '订单',
    '单网',
    '单',
    '络',
  ];
  await sql`insert into search_word select ${org}::smallint, word, 1000000 from unnest(${every}::text[]) as w (word)`.execute(
    db,
  );
}

const term = fc.record({
  text: fc.constantFrom(
    'alpha',
    'beta',
    'gamma',
    '网络',
    '订单',
    '络',
    '订单网络',
    '"beta gamma"',
    '络订',
    'delta',
  ),
  not: fc.boolean(),
});

/** Whether a text answers a term, read by a person: these words have no stems in common. */
const says = (text: string, { text: asked, not }: { text: string; not: boolean }) =>
  text.replace(/\s+/g, ' ').includes(asked.replaceAll('"', '')) !== not;

describe('both ways of searching', () => {
  it.each(['index', 'walk', 'both'])(
    'give each viewer exactly what it sees and asked for, page by page (%s)',
    async (way) => {
      const { test } = desk;
      await count(way !== 'index');
      const contexts = await Promise.all(viewers.map(({ id }) => contextOf(test, id)));
      await fc.assert(
        fc.asyncProperty(
          fc.array(term, { minLength: 1, maxLength: 3 }),
          fc.nat(viewers.length - 1),
          fc.integer({ min: 1, max: 9 }),
          async (terms, who, limit) => {
            const context = contexts[who];
            if (!context) throw new Error('no such viewer');
            const typed = terms.map(({ text, not }) => `${not ? '-' : ''}${text}`).join(' ');
            const { clauses } = readQuery(typed, { isStatus: () => false });
            const expected = [...texts]
              .filter(
                ([number, text]) => viewers[who]?.sees.has(number) && terms.every((one) => says(text, one)),
              )
              .map(([number]) => number)
              .reverse();
            const found: number[] = [];
            let cursor: string | undefined;
            do {
              const page = await findTickets(test.app.db, context, {
                clauses,
                condition: always,
                limit,
                cursor,
                firstWindow: way === 'both' ? 3 : 1_000,
              });
              expect(page.rows.length).toBeLessThanOrEqual(limit);
              found.push(...page.rows.map((row) => row.number));
              cursor = page.next_cursor ?? undefined;
            } while (cursor);
            expect(found).toEqual(expected);
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  it('see nothing for somebody who sees nothing', async () => {
    const last = viewers.at(-1);
    expect(last?.sees.size).toBe(0);
    expect((await desk.search('alpha', { as: last?.key ?? '' })).items).toEqual([]);
    const { body } = await desk.test.request('GET', '/search/suggest?q=Subject', { as: last?.key ?? '' });
    expect(body.items).toEqual([]);
  });

  it('are chosen by what they would cost', () => {
    const by = (shares: number[], not = shares.map(() => false), documents = 1_000_000) =>
      chooseWay({ estimate: { documents, shares }, not, limit: 50 }).by;
    expect(by([0.00001])).toBe('index');
    expect(by([0.5])).toBe('walk');
    expect(by([0.5, 0.00001])).toBe('index');
    expect(by([0.5], [true])).toBe('walk');
    expect(by([0.05], [false], 3_000)).toBe('index');
    expect(chooseWay({ estimate: null, not: [false], limit: 50 }).by).toBe('index');
    expect(goOnWalking({ time: 10, rows: 40, missing: 11 }, 50)).toBe(true);
    expect(goOnWalking({ time: 10, rows: 0, missing: 51 }, 50), 'the newest may be unlike all others').toBe(
      true,
    );
    expect(goOnWalking({ time: 20, rows: 0, missing: 51 }, 50)).toBe(false);
    expect(goOnWalking({ time: 10, rows: 0, missing: 51 }, Number.POSITIVE_INFINITY)).toBe(true);
  });
});

describe('counted words', () => {
  it('are the same when kept and when counted anew', async () => {
    const { db, org } = desk.test.app;
    await count(false);
    const ticket = '00000000-0000-7000-8000-000000000000';
    const other = '00000000-0000-7000-8000-000000000001'; // not one of the sampled
    const all = async () =>
      (
        await sql<{ word: string; documents: number }>`
        select word, documents from search_word where documents <> 0 order by word`.execute(db)
      ).rows;
    const put = (id: string, text: string) =>
      sql`insert into search_document values (${org}, ${id}, 0, 1, ${desk.test.clock.now()}, '', ${text}::tsvector)
        on conflict (org_id, ticket_id, part) do update set words = excluded.words`.execute(db);
    await recountWords(db, org);
    const before = await all();
    await countWords(db, org, {
      added: [
        { ticket, words: "'one':1 'two':2,3" },
        { ticket: other, words: "'one'" },
      ],
      removed: [],
    });
    await put(ticket, "'one':1 'two':2,3");
    await countWords(db, org, {
      added: [{ ticket, words: "'two':1 'three':2" }],
      removed: [{ ticket_id: ticket, part: 0 }],
    });
    await put(ticket, "'two':1 'three':2");
    const kept = await all();
    await recountWords(db, org);
    expect(await all()).toEqual(kept);
    expect(kept).toEqual(
      expect.arrayContaining([
        { word: 'two', documents: 1 },
        { word: 'three', documents: 1 },
      ]),
    );
    await countWords(db, org, { added: [], removed: [{ ticket_id: ticket, part: 0 }] });
    expect(await all()).toEqual(before);
    await sql`delete from search_document where ticket_id = ${ticket}`.execute(db);
  });
});
