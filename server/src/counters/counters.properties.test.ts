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
import { beginStory, histories } from './testing/history.ts';
import { verifyCounters } from './verify-counters.ts';

const long = process.env.SHOUWEN_TEST_LONG !== undefined;
const most = 5; // a low cap, so that it is met

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

async function expectRightCounters(after: string): Promise<number> {
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
  return records.length;
}

describe('counters', () => {
  it('say after everything that happens what each viewer would find', async () => {
    const done = new Map<string, number>();
    let histories_ = 0;
    await fc.assert(
      fc.asyncProperty(histories(long ? 200 : 60), async (history) => {
        const happen = await beginStory(department);
        histories_ += 1;
        for (const [at, happening] of history.entries()) {
          await refusedOrNot(happen(happening), () =>
            done.set(happening.what, (done.get(happening.what) ?? 0) + 1),
          );
          await expectRightCounters(`${at}: ${JSON.stringify(happening)}`);
        }
        const found: string[] = [];
        await verifyCounters(department.test.app.db, department.test.app.org, (what) => found.push(what), 9);
        expect(found).toEqual([]);
      }),
      { seed: 11, numRuns: long ? 300 : 3, endOnFailure: true },
    );
    expect(histories_).toBe(long ? 300 : 3);
    if (process.env.COUNTERS_TELL) console.log(Object.fromEntries(done));
  }, 3_600_000);
});

/** What the rules of a service desk refuse (merging with oneself, say) changes nothing. */
async function refusedOrNot(work: Promise<unknown>, carriedOut: () => void): Promise<void> {
  try {
    await work;
    carriedOut();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
