import { allOf, type Condition, predicate } from '@shouwen/conditions';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { Refusal } from '../platform/errors.ts';
import { ticketFields } from '../tickets/fields.ts';
import { ticketPolicy } from '../tickets/policy.ts';
import { recordsOf, type TicketRecord } from '../tickets/sight.ts';
import { builtInViews } from '../views/built-in-views.ts';
import { isOfCells } from './cells.ts';
import { type Count, countTickets } from './count-tickets.ts';
import { type Department, startDepartment } from './testing/department.ts';
import { beginStory, everything, histories } from './testing/history.ts';
import { verifyCounters } from './verify-counters.ts';

const long = process.env.SHOUWEN_TEST_LONG !== undefined;
const most = 5; // a low cap, so that it is met
const length = long ? 200 : 60; // of a history, not counting what is refused

let department: Department;
beforeAll(async () => {
  department = await startDepartment();
});
afterAll(() => department.test.close());

/** The built-in views of a viewer, and what somebody may have saved. */
function asked(context: Context): Condition[] {
  const { viewer } = context;
  if (!viewer) return [];
  const [, , city = ''] = department.teams;
  return [
    ...Object.values(builtInViews).map((view) => view.condition(viewer)),
    { field: 'priority', at_least: 'high' },
    {
      any: [
        { field: 'confidential', is: true },
        { field: 'team', is: city },
      ],
    },
    {
      not: {
        any: [
          { field: 'type', is: 'complaint' },
          { field: 'assignee', set: true },
        ],
      },
    },
    { field: 'tags', contains: 'vip' },
    {
      all: [
        { field: 'first_contact_owner', set: true },
        { field: 'status_category', is: 'closed' },
      ],
    },
  ];
}

/** What the viewer finds, ticket by ticket and in memory: nothing that the counters are made of takes part. */
function recount(
  context: Context,
  records: readonly TicketRecord[],
  conditions: readonly Condition[],
): Count[] {
  const fields = ticketFields(context.configuration);
  const clock = { now: department.test.clock.now() };
  const seen = records.filter(predicate(ticketPolicy(context.viewer), fields, clock));
  return conditions.map((condition) => {
    const unmerged = allOf({ field: 'merged', is: false }, condition);
    const count = seen.filter(predicate(unmerged, fields, clock)).length;
    const capped = count > most && !isOfCells(condition);
    return { count: capped ? most : count, capped };
  });
}

async function expectRightCounters(after: string): Promise<void> {
  const { app, clock } = department.test;
  const ids = await app.db.selectFrom('ticket').select('id').where('org_id', '=', app.org).execute();
  const records = await recordsOf(
    app.db,
    app.org,
    ids.map((row) => row.id),
  );
  const wrong = await Promise.all(
    department.viewers.map(async (viewer) => {
      const context = { ...viewer, now: clock.now() };
      const conditions = asked(context);
      const counted = await countTickets(app.db, context, conditions, most);
      const there = recount(context, records, conditions);
      return counted.flatMap((count, at) =>
        JSON.stringify(count) === JSON.stringify(there[at])
          ? []
          : { viewer: viewer.viewer?.name, condition: conditions[at], count, there: there[at] },
      );
    }),
  );
  expect(wrong.flat(), after).toEqual([]);
}

describe('counters', () => {
  it('say after everything that happens what each viewer would find', async () => {
    const done = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(histories(2 * length), async (history) => {
        const happen = await beginStory(department);
        let happened = 0;
        for (const [at, happening] of history.entries()) {
          if (!(await carriedOut(happen(happening)))) continue;
          done.set(happening.what, (done.get(happening.what) ?? 0) + 1);
          await expectRightCounters(`${at}: ${JSON.stringify(happening)}`);
          happened += 1;
          if (happened === length) break;
        }
        expect(happened).toBe(length);
        const found: string[] = [];
        await verifyCounters(department.test.app.db, department.test.app.org, (what) => found.push(what), 9);
        expect(found).toEqual([]);
      }),
      { seed: 11, numRuns: long ? 300 : 3, endOnFailure: true },
    );
    // the histories are worth something only if everything that can happen does
    if (long) expect([...done.keys()].sort()).toEqual([...everything].sort());
  }, 10_800_000);
});

/** Whether it happened: what the rules of a service desk refuse (merging with oneself, say) changes nothing. */
async function carriedOut(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return false;
  }
}
