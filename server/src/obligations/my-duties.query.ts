import type { DutyPage, DutyScope, DutyWhen } from '@shouwen/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import { owedByLed } from './led.query.ts';
import { ownerNames } from './owner-names.query.ts';
import { presentObligation } from './present-obligation.ts';
import { reviveAll } from './store.ts';

interface DutyQuery {
  limit: number;
  cursor?: string | undefined;
  scope?: z.output<typeof DutyScope> | undefined;
  person?: string | undefined;
  kind?: string | undefined;
  when?: z.output<typeof DutyWhen> | undefined;
  /** when today is over where the viewer is */
  today_ends?: string | undefined;
}

const titleLength = 120;
const day = 24 * 60 * 60 * 1000; // ms

/**
 * What the viewer owes, in person or through a team, or what anybody owes on requests whose first-contact owner the viewer is, soonest first, paused ones last, with how much of each kind and time
 * there is in all. What stands on a ticket is shown to those who may see the ticket. Indexes obligation_by_user and
 * obligation_by_team.
 */
export async function myDuties(
  tx: Tx,
  context: Context,
  query: DutyQuery,
): Promise<z.input<typeof DutyPage>> {
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  const when = whenDue(context, query.today_ends);
  const owed = scoped(tx, context, query.scope ?? 'mine');
  let select = owed
    .selectAll('o')
    .select([
      sql<number | null>`coalesce(t.number, i.number)`.as('number'),
      sql<string | null>`coalesce(t.subject, left(i.facts, ${titleLength}))`.as('title'),
    ])
    .orderBy(sql`o.due_at asc nulls last`)
    .orderBy('o.id')
    .limit(query.limit + 1);
  if (query.person !== undefined) select = select.where('o.owner_user_id', '=', query.person);
  if (query.kind !== undefined) select = select.where('o.kind', '=', query.kind);
  if (query.when !== undefined) select = select.where(when, '=', query.when);
  if (after?.at) {
    const { at, id } = after;
    select = select.where(sql<boolean>`((o.due_at, o.id) > (${at}, ${id}::uuid) or o.due_at is null)`);
  } else if (after) {
    select = select.where('o.due_at', 'is', null).where('o.id', '>', after.id);
  }
  const [found, counts] = await Promise.all([
    select.execute(),
    owed
      .select(['o.kind', when.as('when'), sql<number>`count(*)::int`.as('count')])
      .groupBy(['o.kind', sql`2`])
      .orderBy('o.kind')
      .execute(),
  ]);
  const owners = query.scope === 'led' ? await ownersOf(tx, context, owed) : [];
  const { rows, next_cursor } = pageOf(found, query.limit, (row) => encodeCursor(row.due_at, row.id));
  const names = await ownerNames(tx, context, rows);
  const loaded = await reviveAll(tx, context.org, rows);
  return {
    items: loaded.map((one, index) => ({
      ...presentObligation(context, one, names),
      subject: {
        kind: one.row.subject_kind,
        id: one.row.subject_id,
        number: rows[index]?.number ?? null,
        title: rows[index]?.title ?? '',
      },
    })),
    next_cursor,
    counts,
    owners,
  };
}

/** How much each owes, and how much of it is overdue. */
async function ownersOf(tx: Tx, context: Context, owed: ReturnType<typeof running>) {
  const overdue = sql<number>`count(*) filter (where o.state = 'open' and o.due_at < ${context.now})::int`;
  const rows = await owed
    .select(['o.owner_user_id', 'o.owner_team_id', sql<number>`count(*)::int`.as('running')])
    .select(overdue.as('overdue'))
    .groupBy(['o.owner_user_id', 'o.owner_team_id'])
    .orderBy('overdue', 'desc')
    .orderBy('running', 'desc')
    .orderBy('o.owner_user_id')
    .limit(200)
    .execute();
  const names = await ownerNames(tx, context, rows);
  return rows.map((row) => ({
    user: names.user(row.owner_user_id),
    team: row.owner_user_id === null && row.owner_team_id ? names.team(row.owner_team_id) : null,
    running: row.running,
    overdue: row.overdue,
  }));
}

function scoped(tx: Tx, context: Context, scope: z.output<typeof DutyScope>) {
  switch (scope) {
    case 'mine':
      return owedBy(tx, context);
    case 'first_contact':
      return onOwnRequests(tx, context);
    case 'led':
      return running(tx, context).where(owedByLed(context));
  }
}

function owedBy(tx: Tx, context: Context) {
  const viewer = viewerOf(context);
  return running(tx, context).where((on) =>
    on.or([
      on('o.owner_user_id', '=', viewer.userId),
      ...(viewer.teams.length > 0 ? [on('o.owner_team_id', 'in', viewer.teams)] : []),
    ]),
  );
}

/** The first-contact owner answers for all of it, whoever works on it (FCR-01). Index ticket_of_first_contact_owner. */
function onOwnRequests(tx: Tx, context: Context) {
  return running(tx, context).where('t.first_contact_owner_id', '=', viewerOf(context).userId);
}

function running(tx: Tx, context: Context) {
  return (
    tx
      .selectFrom('obligation as o')
      .leftJoin('ticket as t', (join) =>
        join.onRef('t.org_id', '=', 'o.org_id').onRef('t.id', '=', 'o.ticket_id'),
      )
      // whoever owes something on a request for instruction has to do with it, and may see it
      .leftJoin('instruction_request as i', (join) =>
        join
          .onRef('i.org_id', '=', 'o.org_id')
          .onRef('i.id', '=', 'o.subject_id')
          .on('o.ticket_id', 'is', null),
      )
      .where('o.org_id', '=', context.org)
      .where('o.state', 'in', ['open', 'paused'])
      .where(sql<boolean>`case when o.ticket_id is null then true else (${ticketsWhere(context)}) end`)
  );
}

/** When an obligation is due, as the duties are grouped. */
function whenDue(context: Context, todayEnds: string | undefined) {
  const ends = todayEnds ? new Date(todayEnds) : new Date(context.now.getTime() + day);
  return sql<z.output<typeof DutyWhen>>`case when o.state = 'paused' or o.due_at is null then 'paused'
    when o.due_at < ${context.now} then 'overdue' when o.due_at < ${ends} then 'today' else 'later' end`;
}
