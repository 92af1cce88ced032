import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyFiles } from './files/verify-files.ts';
import { sweepDue } from './obligations/sweep.ts';
import { verifyObligations } from './obligations/verify-obligations.ts';
import { newId } from './platform/ids.ts';
import { startTestApp, type TestApp } from './platform/testing/test-app.ts';
import { verifyTickets } from './tickets/verify-tickets.ts';
import { verify } from './verify.ts';

let test: TestApp;
let number = 0;
let stored = { sha256: '', size: 0 };

/** A department at work: answered, waiting, overdue, transferred, merged, and a file. */
beforeAll(async () => {
  test = await startTestApp();
  const open = async () =>
    (
      await test.request('POST', '/tickets', {
        body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' } },
      })
    ).body.number as number;
  const answered = await open();
  await test.request('POST', `/tickets/${answered}/messages`, {
    body: { kind: 'reply', body: 'Done.', status: 'resolved' },
  });
  const waiting = await open();
  await test.request('POST', `/tickets/${waiting}/messages`, {
    body: { kind: 'reply', body: 'Which one?', status: 'waiting' },
  });
  number = await open();
  const source = await open();
  await test.request('POST', `/tickets/${source}/merge`, { body: { into: number } });
  test.clock.advance(25 * 60);
  await sweepDue(test.app, test.systemContext);
  stored = await test.app.files.put(Readable.from([Buffer.from('a photo')]));
  await test.app.db
    .insertInto('stored_file')
    .values({
      org_id: test.app.org,
      id: newId(test.clock.now()),
      ...stored,
      media_type: 'text/plain',
      name: 'photo.txt',
      created_at: test.clock.now(),
      created_by: null,
    })
    .execute();
});
afterAll(() => test.close());

/** What a check finds after some SQL, which is taken back again. */
async function findings(tamper: string): Promise<string[]> {
  const tx = await test.app.db.startTransaction().execute();
  const found: string[] = [];
  const into = (what: string) => found.push(what);
  try {
    await sql.raw(tamper).execute(tx);
    await verifyTickets(tx, test.app.org, into, 100);
    await verifyObligations(tx, test.app.org, test.clock.now(), into);
    await verifyFiles(tx, test.app, into, { digests: true });
  } finally {
    await tx.rollback().execute();
  }
  return found;
}

describe('verify', () => {
  it('is content with a department at work, and says how much it looked at', async () => {
    const verdict = await verify(test.app, { digests: true });
    expect(verdict.findings).toEqual([]);
    expect(verdict.ok).toBe(true);
    const { rows } = await sql<{ events: number; obligations: number }>`
      select (select count(*) from event) as events, (select count(*) from obligation) as obligations`.execute(
      test.app.db,
    );
    expect(verdict.checked).toEqual({
      ledger: rows[0]?.events,
      tickets: 4,
      obligations: rows[0]?.obligations,
      files: 1,
    });
  });

  it('is as content between a due instant and the sweep, and after it', async () => {
    test.clock.advance(24 * 60);
    expect((await verify(test.app)).findings).toEqual([]);
    await sweepDue(test.app, test.systemContext);
    expect((await verify(test.app)).findings).toEqual([]);
  });

  const one = `(select id from obligation where state = 'open' and outcome = 'missed' order by id limit 1)`;
  it.each([
    [
      'a second opening',
      `insert into event select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'position', null))).* from event e where kind = 'ticket.opened' limit 1`,
      'was opened by 2 events',
    ],
    [
      'an opening that is gone',
      `update event set kind = 'x' where kind = 'ticket.opened'`,
      'was opened by 0 events',
    ],
    [
      'a ticket without messages',
      'update message set ticket_id = (select id from ticket order by id limit 1)',
      'has no message',
    ],
    [
      'another state',
      `update obligation set state = 'waived' where id = ${one}`,
      'state is waived, but follows as open',
    ],
    [
      'another outcome',
      `update obligation set outcome = 'late' where id = ${one}`,
      'outcome is late, but follows as missed',
    ],
    [
      'another due time',
      `update obligation set due_at = due_at + interval '1 min' where id = ${one}`,
      'due_at is',
    ],
    ['another next moment', `update obligation set next_at = due_at where state = 'done'`, 'next_at is'],
    [
      'a clock without history',
      `update obligation set clock = '{"started_at":"2026-03-02T09:00:00Z","history":[],"fired":[]}' where id = ${one}`,
      'clock cannot be read',
    ],
    [
      'a step that is gone',
      `delete from obligation_step where obligation_id = ${one} and kind = 'missed'`,
      'its ledger has a gap',
    ],
    [
      'a ledger without beginning',
      `delete from obligation_step where obligation_id = ${one} and seq = 1`,
      'does not begin with its opening',
    ],
    [
      'a wrong due time of a ticket',
      `update ticket set next_due_at = now() where next_due_at is not null`,
      'follows from its obligations',
    ],
    [
      'a wrong name of what is due',
      `update ticket set next_due_kind = 'x' where next_due_at is not null`,
      'names x as due next',
    ],
    [
      'a ticket that hides that it is overdue',
      'update ticket set overdue = false where overdue',
      'does not say that it is overdue',
    ],
    [
      'a ticket that claims to be overdue',
      'update ticket set overdue = true where next_due_at is null',
      'says that it is overdue, but is not',
    ],
    ['a file of another size', 'update stored_file set size = size + 1', 'has 7 bytes instead of 8'],
    [
      'a file that is not there',
      `update stored_file set sha256 = repeat('0', 64)`,
      'is not in the file store',
    ],
  ])('finds %s', async (_, tamper, words) => {
    expect(await findings('select 1')).toEqual([]);
    expect((await findings(tamper)).join('\n')).toContain(words);
  });

  it('finds other content only when asked to read it, and a broken chain always', async () => {
    const folder = join(test.app.settings.dataDirectory, 'files', stored.sha256.slice(0, 2));
    await rm(join(folder, stored.sha256.slice(2)));
    const other = await test.app.files.put(Readable.from([Buffer.from('another')]));
    await test.app.db.updateTable('stored_file').set({ sha256: other.sha256 }).execute();
    expect((await verify(test.app, { digests: true })).ok).toBe(true);
    const { writeFile } = await import('node:fs/promises');
    await writeFile(
      join(test.app.settings.dataDirectory, 'files', other.sha256.slice(0, 2), other.sha256.slice(2)),
      'altered',
    );
    expect((await verify(test.app)).ok).toBe(true);
    await test.app.db.updateTable('event').set({ kind: 'x' }).where('position', '=', 3).execute();
    const { ok, findings: all } = await verify(test.app, { digests: true });
    expect(ok).toBe(false);
    expect(all.map((finding) => finding.check).sort()).toEqual(expect.arrayContaining(['files', 'ledger']));
  });
});
