import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Department, startDepartment } from '../counters/testing/department.ts';
import { beginStory, histories } from '../counters/testing/history.ts';
import { readOn } from '../events/reader.ts';
import { sequenceAll } from '../events/sequencer.ts';
import { Refusal } from '../platform/errors.ts';
import { followLedger } from './follow-ledger.ts';
import { rebuildFigures } from './rebuild-figures.ts';
import { verifyFigures } from './verify-figures.ts';

const long = process.env.SHOUWEN_TEST_LONG !== undefined;
let department: Department;
beforeAll(async () => {
  department = await startDepartment();
});
afterAll(() => department.test.close());

async function readAll(): Promise<void> {
  const { app, systemContext } = department.test;
  await sequenceAll(app);
  while ((await readOn(app, systemContext, followLedger)) > 0);
}

/** A reader that is killed at the end of its work, before anything of it is kept. */
async function readAndDie(): Promise<void> {
  const { app, systemContext } = department.test;
  await sequenceAll(app);
  const dying = {
    name: followLedger.name,
    handle: async (...given: Parameters<typeof followLedger.handle>) => {
      await followLedger.handle(...given);
      throw new Refusal('conflict', 'killed');
    },
  };
  await readOn(app, systemContext, dying).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

async function findings(): Promise<string[]> {
  const found: string[] = [];
  await verifyFigures(department.test.app.db, department.test.app.org, (what) => found.push(what));
  return found;
}

/** Facts of which the rows of tickets and messages, which the projection never reads, say otherwise. */
async function contradictions() {
  const { rows } = await sql`
    select * from (
      select t.number,
        t.status_category not in ('resolved', 'closed') and t.merged_into_id is null as unfinished,
        (select count(*) from figure_span s where s.ticket_id = t.id and s.to_at is null
          and s.team_id = t.team_id and s.user_id is not distinct from t.assignee_id) as lasting,
        (select count(*) from figure_span s where s.ticket_id = t.id and s.to_at is null) as any_lasting,
        (select count(*) from figure_fact f where f.ticket_id = t.id and f.kind = 'received'
          and f.user_id is not distinct from t.first_contact_owner_id) as received,
        (select count(*) from figure_fact f where f.ticket_id = t.id and f.kind = 'solution' and f.undone_at is null) as solutions,
        (select count(*) from figure_fact f where f.ticket_id = t.id and f.kind = 'reply') as replies,
        (select count(*) from message m where m.ticket_id = t.id and m.kind = 'reply') as written,
        (select count(*) from figure_duty d join obligation o on o.id = d.obligation_id and o.outcome is not distinct from d.outcome
          and o.due_at is not distinct from d.due_at and o.owner_user_id is not distinct from d.user_id
          where d.ticket_id = t.id) as duties,
        (select count(*) from obligation o where o.ticket_id = t.id) as owed,
        t.merged_into_id is not null as merged
      from ticket t) each
    where received <> 1 or replies <> written or duties <> owed
      or (unfinished and (lasting <> 1 or any_lasting <> 1 or solutions <> 0))
      or (not unfinished and any_lasting <> 0) or (not unfinished and not merged and solutions <> 1)`.execute(
    department.test.app.db,
  );
  return rows;
}

describe('the facts behind figures', () => {
  it('agree with the rows of tickets after whatever happens, however often their reader is killed', async () => {
    const { app, systemContext } = department.test;
    await fc.assert(
      fc.asyncProperty(histories(long ? 60 : 40), fc.array(fc.nat(5)), async (history, rhythm) => {
        const happen = await beginStory(department);
        for (const [at, happening] of history.entries()) {
          await happen(happening).catch((error: unknown) => {
            if (!(error instanceof Refusal)) throw error;
          });
          const turn = rhythm[at];
          if (turn === 1) await readAll();
          if (turn === 2) await readAndDie();
          if (turn === 3) await rebuildFigures(app, systemContext);
        }
        await readAll();
        expect(await contradictions()).toEqual([]);
        expect(await findings()).toEqual([]);
        expect(await rebuildFigures(app, systemContext)).toMatchObject({ righted: 0 });
      }),
      { seed: 5, numRuns: long ? 200 : 4, endOnFailure: true },
    );
  }, 10_800_000);

  it('are found wrong by verify, and put right by a rebuild', async () => {
    const { app, systemContext } = department.test;
    await department.beginAnew();
    const happen = await beginStory(department);
    await happen({ what: 'status', a: 0, b: 4, yes: true });
    await readAll();
    for (const tamper of [
      `delete from figure_fact where kind = 'received'`,
      'update figure_span set to_at = now()',
      `update figure_duty set outcome = 'missed'`,
    ]) {
      await sql.raw(tamper).execute(app.db);
      expect(await findings()).not.toEqual([]);
      expect((await rebuildFigures(app, systemContext)).righted).toBeGreaterThan(0);
      expect(await findings()).toEqual([]);
    }
  });
});
