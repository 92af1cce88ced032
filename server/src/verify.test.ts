import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCounters } from './counters/verify-counters.ts';
import { verifyFiles } from './files/verify-files.ts';
import { sweepDue } from './obligations/sweep.ts';
import { verifyObligations } from './obligations/verify-obligations.ts';
import { startTestApp, type TestApp } from './platform/testing/test-app.ts';
import { upload } from './platform/testing/upload.ts';
import { breakChain, tamperings } from './testing/tamperings.ts';
import { verifyTickets } from './tickets/verify-tickets.ts';
import { verify } from './verify.ts';

let test: TestApp;

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
  const number = await open();
  const source = await open();
  await test.request('POST', `/tickets/${source}/merge`, { body: { into: number } });
  test.clock.advance(25 * 60);
  await sweepDue(test.app, test.systemContext);
  await upload(test, 'a photo');
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
    await verifyCounters(tx, test.app.org, into, 100);
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
      search: 0, // its reader has not run here
      counters: 4,
      figures: 0, // nor has this one's
      mail: 0,
    });
  });

  it('is as content between a due instant and the sweep, and after it', async () => {
    test.clock.advance(24 * 60);
    expect((await verify(test.app)).findings).toEqual([]);
    await sweepDue(test.app, test.systemContext);
    expect((await verify(test.app)).findings).toEqual([]);
  });

  it.each(tamperings)('finds %s', async (_, tamper, words) => {
    expect(await findings('select 1')).toEqual([]);
    expect((await findings(tamper)).join('\n')).toContain(words);
  });

  it('finds other content only when asked to read it, and a broken chain always', async () => {
    const { sha256 } = await test.app.db.selectFrom('stored_file').select('sha256').executeTakeFirstOrThrow();
    const folder = join(test.app.settings.dataDirectory, 'files', sha256.slice(0, 2));
    await writeFile(join(folder, sha256.slice(2)), 'altered'); // as many bytes as before
    expect((await verify(test.app)).ok).toBe(true);
    await sql.raw(breakChain).execute(test.app.db);
    const { ok, findings: all } = await verify(test.app, { digests: true });
    expect(ok).toBe(false);
    expect(all.map((finding) => finding.check).sort()).toEqual(expect.arrayContaining(['files', 'ledger']));
  });
});
