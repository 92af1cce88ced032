import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldCounters } from '../counters/fold.ts';
import { readOn } from '../events/reader.ts';
import { followLedger as followFigures } from '../figures/follow-ledger.ts';
import { sweepDue } from '../obligations/sweep.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { catchUp } from '../search/testing/catch-up.ts';
import { verify } from '../verify.ts';
import { queueDeliveries } from '../webhooks/queue-deliveries.ts';
import { sampleRecords } from './sample-records.ts';

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.close());

const add = () => test.request('POST', '/sample-data');
const show = async () => (await test.request('GET', '/sample-data')).body;
const remove = () => test.request('DELETE', '/sample-data');

/** Lets everything that follows the ledger, or acts by itself, come to its end. */
async function settle(): Promise<void> {
  await sweepDue(test.app, test.systemContext);
  await catchUp(test);
  while ((await readOn(test.app, test.systemContext, followFigures)) > 0);
  while ((await readOn(test.app, test.systemContext, queueDeliveries)) > 0);
  await foldCounters(test.app);
}

/** What remembers on purpose: the ledger, how far it is read, and how often a word was seen. */
const remembers = ['event', 'event_payload', 'ledger_head', 'ledger_reader', 'search_word', 'organisation'];

/** How many rows each table holds. */
async function rowsOfTables(): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(test.app.db);
  const counts: Record<string, number> = {};
  for (const { name } of tables.filter((table) => !remembers.includes(table.name))) {
    const { rows } = await sql<{ rows: number }>`
      select count(*)::int as rows from ${sql.table(name)}`.execute(test.app.db);
    counts[name] = rows[0]?.rows ?? -1;
  }
  return counts;
}

/** A ticket of the sample data with its page. */
async function someTicket(at = 0) {
  const { items } = await test.request('GET', '/tickets?limit=200&tag=sample').then((answer) => answer.body);
  return items[at];
}

describe('sample data', () => {
  it('comes in one step, marked wherever it is seen, and nothing of it leaves the house', async () => {
    const added = await add();
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ people: 3, touched: [], stays: { tickets: [], people: [] } });
    expect(added.body.tickets).toBeGreaterThan(10);
    const { items } = (await test.request('GET', '/tickets?limit=200')).body;
    expect(items).toHaveLength(added.body.tickets);
    for (const ticket of items) {
      expect(ticket.tags).toContain('sample');
      expect(ticket.customer.name).toMatch(/\((sample|muestra)\)$|（示例）$/);
    }
    expect(new Set(items.map((ticket: { status: string }) => ticket.status)).size).toBeGreaterThan(2);
    expect(await test.app.db.selectFrom('outbox').select('id').execute()).toEqual([]);
    expect((await add()).body.code).toBe('sample_data_there');
    const { items: steps } = (await test.request('GET', '/first-steps')).body;
    expect(steps.filter((step: { done: boolean }) => step.done)).toEqual([]);
  });

  it('goes in one step without a trace but its events, and what is stored is right before and after', async () => {
    await settle();
    const before = await rowsOfTables();
    await add();
    await settle();
    expect(await verify(test.app)).toMatchObject({ ok: true, findings: [] });
    const ids = (await sampleRecords(test.app.db, test.app.org)).map(({ id }) => id);
    expect((await remove()).status).toBe(204);
    await settle();
    expect(await rowsOfTables()).toEqual(before);
    expect(await verify(test.app)).toMatchObject({ ok: true, findings: [] });
    expect(await show()).toMatchObject({ added_at: null, tickets: 0 });
    expect((await remove()).status).toBe(404);
    const { rows } = await sql<{ kept: number; erased: number }>`
      select count(p.body)::int as kept, count(p.erased_at)::int as erased from event e
      join event_payload p on p.org_id = e.org_id and p.event_id = e.id
      where e.subject_id = any(${ids}::uuid[]) or e.ticket_id = any(${ids}::uuid[])`.execute(test.app.db);
    expect(rows[0]?.kept).toBe(0);
    expect(rows[0]?.erased).toBeGreaterThan(10);
  });

  it('can be read of in the ledger at any speed: readers that are behind pass over what is gone', async () => {
    await add();
    await remove();
    await settle();
    expect(await verify(test.app)).toMatchObject({ ok: true, findings: [] });
    await add();
    await settle();
    expect(await verify(test.app)).toMatchObject({ ok: true, findings: [] });
  });

  it('says beforehand what real people did with it', async () => {
    await add();
    const ticket = await someTicket();
    const write = (kind: string) =>
      test.request('POST', `/tickets/${ticket.number}/messages`, { body: { kind, body: 'By hand.' } });
    await write('note');
    const { touched } = await show();
    expect(touched).toEqual([
      { number: ticket.number, subject: ticket.subject, messages: 1, changes: expect.any(Number) },
    ]);
    await remove();
    expect((await test.request('GET', `/tickets/${ticket.number}`)).status).toBe(404);
  });

  it('leaves what something real hangs on, and says so', async () => {
    await add();
    const sample = await someTicket();
    const page = (await test.request('GET', `/tickets/${sample.number}`)).body;
    const open = (more: object) =>
      test
        .request('POST', '/tickets', {
          body: { subject: 'Real', body: 'Real.', customer: { name: 'Rae' }, ...more },
        })
        .then(({ body }) => body);
    const own = await open({ customer: { id: page.customer.id } });
    const other = await open({});
    const merged = await someTicket(3);
    await test.request('POST', `/tickets/${merged.number}/merge`, { body: { into: other.number } });
    const { stays } = await show();
    expect(stays.tickets).toEqual([merged.number]);
    expect(stays.customers).toContain(page.customer.name);
    expect(stays.teams.length).toBe(2);
    await remove();
    await settle();
    for (const { number } of [own, other, merged])
      expect((await test.request('GET', `/tickets/${number}`)).status, `#${number}`).toBe(200);
    expect(await verify(test.app)).toMatchObject({ ok: true, findings: [] });
    expect((await add()).status).toBe(201);
  });

  it('leaves real work alone, and a team that a setting names', async () => {
    const real = await test.request('POST', '/tickets', {
      body: { subject: 'Real', body: 'Real.', customer: { name: 'Rae' } },
    });
    await add();
    const { team } = await test
      .request('GET', `/tickets/${(await someTicket()).number}`)
      .then(({ body }) => body);
    await test.request('PUT', '/configuration/settings/default_team', {
      body: { value: { value: team.id } },
    });
    expect((await show()).stays.teams.length).toBe(2);
    await remove();
    expect((await test.request('GET', `/tickets/${real.body.number}`)).status).toBe(200);
    expect((await test.request('GET', '/teams')).body.items.map(({ id }: { id: string }) => id)).toContain(
      team.id,
    );
  });

  it('is told to no webhook', async () => {
    const told = () =>
      test.app.db.selectFrom('webhook_delivery').select('kind').orderBy('position').execute();
    await test.request('POST', '/webhooks', { body: { url: 'https://hooks.example.com/in', events: ['*'] } });
    await settle();
    const before = (await told()).length;
    await add();
    await settle();
    expect((await told()).slice(before).map(({ kind }) => kind)).toEqual(['sample_data.added']);
  });
});
