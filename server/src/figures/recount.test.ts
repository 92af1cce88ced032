import { type FigureSplit, type Metric, metrics } from '@shouwen/api';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { type Department, startDepartment } from '../counters/testing/department.ts';
import { beginStory, histories } from '../counters/testing/history.ts';
import { readOn } from '../events/reader.ts';
import { sequenceAll } from '../events/sequencer.ts';
import { Refusal } from '../platform/errors.ts';
import { recordsOf, sightOf, type TicketRecord } from '../tickets/sight.ts';
import { type CourseEvent, courseOf, type Fact, type Span } from './course.ts';
import { followLedger } from './follow-ledger.ts';
import { type Days, dayAt, partsOf, type Stretch, stretchOf } from './period.ts';
import { readFigures, splitFigure } from './read-figures.query.ts';

const long = process.env.SHOUWEN_TEST_LONG !== undefined;
let department: Department;
beforeAll(async () => {
  department = await startDepartment();
});
afterAll(() => department.test.close());

interface Owed {
  team: string;
  user: string | null;
  kind: string;
  due: Date | null;
  outcome: string | null;
}
/** A ticket as the ledger tells it, without any of the tables of figures. */
interface Told {
  ticket: TicketRecord;
  facts: Fact[];
  spans: Span[];
  owed: Owed[];
}

async function toldByLedger(): Promise<Told[]> {
  const { db, org } = department.test.app;
  const { rows: ids } = await sql<{ id: string }>`select id from ticket`.execute(db);
  const records = await recordsOf(
    db,
    org,
    ids.map((row) => row.id),
  );
  return Promise.all(
    records.map(async (ticket) => {
      const { rows: events } = await sql<CourseEvent>`
        select * from event where ticket_id = ${ticket.id} and subject_kind = 'ticket' order by position`.execute(
        db,
      );
      const { rows: first } = await sql<{ at: Date }>`
        select min(at) as at from message where ticket_id = ${ticket.id}`.execute(db);
      const course = courseOf(events, first[0]?.at ?? new Date(0));
      if (!course) throw new Error('no opening');
      const rows = await db.selectFrom('obligation').selectAll().where('ticket_id', '=', ticket.id).execute();
      const owed = rows.map((row) => ({
        team: row.owner_team_id ?? course.teamAt(row.done_at ?? row.due_at ?? row.opened_at),
        user: row.owner_user_id,
        kind: row.kind,
        due: row.due_at,
        outcome: row.outcome,
      }));
      return { ticket, facts: course.facts, spans: course.spans, owed };
    }),
  );
}

interface Item {
  ticket: TicketRecord;
  team: string;
  user: string | null;
  kind?: string;
  value: number;
}
const kinds = {
  received: 'received',
  answered: 'first_answer',
  replies: 'reply',
  solved: 'solution',
} as const;

/** What a metric counts in a stretch of time, one by one. */
function itemsOf(metric: Metric, told: readonly Told[], when: Stretch, now: Date): Item[] {
  const inside = (at: Date | null) => at !== null && at >= when.from && at < when.to;
  const facts = (kind: Fact['kind'], value: (fact: Fact) => number, only = (_: Fact) => true) =>
    told.flatMap(({ ticket, facts }) =>
      facts
        .filter((fact) => fact.kind === kind && inside(fact.at) && only(fact))
        .map((fact) => ({ ticket, team: fact.team, user: fact.user, value: value(fact) })),
    );
  switch (metric) {
    case 'received':
    case 'answered':
    case 'replies':
    case 'solved':
      return facts(kinds[metric], () => 1);
    case 'first_reply_median':
    case 'first_reply_p90':
      return facts('first_answer', (fact) => fact.elapsed ?? -1);
    case 'resolution_median':
    case 'resolution_p90':
      return facts(
        'solution',
        (fact) => fact.elapsed ?? -1,
        (fact) => fact.undone === null,
      );
    case 'reopen_rate':
      return facts('solution', (fact) => (fact.undone ? 1 : 0));
    case 'kept_rate':
      return told.flatMap(({ ticket, owed }) =>
        owed
          .filter(({ due, outcome }) => inside(due) && outcome !== null)
          .map(({ team, user, kind, outcome }) => ({
            ticket,
            team,
            user,
            kind,
            value: outcome === 'kept' ? 1 : 0,
          })),
      );
    case 'backlog': {
      const end = when.to < now ? when.to : new Date(now.getTime() + 1);
      return told.flatMap(({ ticket, spans }) =>
        spans
          .filter(({ from, to }) => from < end && (to === null || to >= end))
          .map(({ team, user }) => ({ ticket, team, user, value: 1 })),
      );
    }
    default:
      return [];
  }
}

function summedUp(metric: Metric, items: readonly Item[]): number | null {
  const values = items.map((item) => item.value).sort((a, b) => a - b);
  if (/_(median|p90)$/.test(metric)) {
    const share = metric.endsWith('median') ? 0.5 : 0.9;
    return values[Math.max(0, Math.ceil(share * values.length) - 1)] ?? null;
  }
  const sum = values.reduce((all, value) => all + value, 0);
  if (!metric.endsWith('_rate')) return sum;
  return values.length === 0 ? null : sum / values.length;
}

const keyOf: Partial<Record<FigureSplit, (item: Item) => string | null>> = {
  channel: ({ ticket }) => ticket.channel,
  category: ({ ticket }) => ticket.category_key,
  type: ({ ticket }) => ticket.type_key,
  team: ({ team }) => team,
  person: ({ user }) => user,
};
const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e6) / 1e6);

async function expectRightFigures(context: Context, told: readonly Told[], after: string): Promise<void> {
  const { db } = department.test.app;
  const { now, viewer } = context;
  if (!viewer) throw new Error('nobody looks');
  const today = dayAt(now, viewer.timeZone);
  const from = dayAt(new Date(now.getTime() - 2 * 86_400_000), viewer.timeZone);
  const scope = { from, to: today };
  const sees = sightOf(context);
  const seen = told.filter(({ ticket }) => sees(ticket));
  const countable = metrics.filter((metric) => !metric.includes('counted'));
  const { period, items } = await readFigures(db, context, scope);
  const value = (metric: Metric, days: Days, key?: string | null, by?: FigureSplit) => {
    const all = itemsOf(metric, seen, stretchOf(days, viewer.timeZone), now);
    const chosen = by && key !== undefined ? all.filter((item) => keyOf[by]?.(item) === key) : all;
    return rounded(summedUp(metric, chosen));
  };
  for (const metric of countable) {
    const found = items.find((item) => item.metric === metric);
    expect([rounded(found?.value ?? null), rounded(found?.before ?? null)], `${after}: ${metric}`).toEqual([
      value(metric, period),
      value(metric, period.before),
    ]);
    const byDay = await splitFigure(db, context, metric, { ...scope, by: 'day' });
    expect(byDay.items.map((item) => rounded(item.value))).toEqual(
      partsOf(period, 'day').map((day) => value(metric, day)),
    );
    for (const by of ['channel', 'type', 'team'] as const) {
      const split = await splitFigure(db, context, metric, { ...scope, by });
      const all = itemsOf(metric, seen, stretchOf(period, viewer.timeZone), now);
      const keys = new Set(all.map((item) => keyOf[by]?.(item) ?? null));
      expect(new Set(split.items.filter((item) => item.rows > 0).map((item) => item.key))).toEqual(keys);
      for (const item of split.items)
        expect(rounded(item.value), `${after}: ${metric} of ${item.key}`).toBe(
          value(metric, period, item.key, by),
        );
    }
  }
}

it('figures say to every viewer what a recount from the ledger gives', async () => {
  const { app, clock, systemContext } = department.test;
  await fc.assert(
    fc.asyncProperty(histories(long ? 60 : 40), async (history) => {
      const happen = await beginStory(department);
      for (const happening of history)
        await happen(happening).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        });
      await sequenceAll(app);
      while ((await readOn(app, systemContext, followLedger)) > 0);
      await department.lookAgain();
      const told = await toldByLedger();
      for (const viewer of department.viewers) {
        const name = viewer.viewer?.name ?? '';
        await expectRightFigures({ ...viewer, now: clock.now() }, told, name);
      }
    }),
    { seed: 8, numRuns: long ? 60 : 2, endOnFailure: true },
  );
}, 10_800_000);
