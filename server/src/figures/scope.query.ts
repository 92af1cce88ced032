import type { FigureScope, FigureSplit } from '@shouwen/api';
import type { Condition } from '@shouwen/conditions';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { requirePermission, viewerOf } from '../people/viewer.ts';
import { invalid } from '../platform/errors.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import type { Definition } from './metrics.ts';
import { daysOf, type Periods, periodsOf, type Stretch } from './period.ts';

/** What is asked about, checked: for whom, of which tickets, when. */
export interface Asked extends Periods {
  scope: FigureScope;
}

/** Throws `Refusal` when the period is none, or asks about a colleague without `people.read`. */
export function askedOf(context: Context, scope: FigureScope, by?: FigureSplit): Asked {
  const viewer = viewerOf(context);
  const others = scope.person !== undefined && scope.person !== 'me' && scope.person !== viewer.userId;
  if (others || by === 'person') requirePermission(context, 'people.read');
  return { scope, ...periodsOf(daysOf(scope, viewer.timeZone, context.now), viewer.timeZone, context.now) };
}

/** A metric of what was owed can be split by the kind of it; nothing else has one. */
export function requireSplit(definition: Definition, by: FigureSplit): void {
  if (by === 'obligation' && definition.from !== 'duties') throw invalid('by', 'split_of_obligations_only');
}

/**
 * The rows that a metric counts in a stretch of time, of tickets that the viewer may see: one select with the same
 * columns for facts and for what was owed. Indexes figure_fact_period and figure_duty_due.
 */
export function rowsIn(context: Context, { scope }: Asked, definition: Definition, when: Stretch) {
  const ours = sql`f.org_id = ${context.org} and ${narrowed(context, scope)}`;
  if (definition.from === 'duties') {
    const kind = scope.obligation === undefined ? sql`true` : sql`f.kind = ${scope.obligation}`;
    return sql`
      select f.due_at as at, f.obligation_id as id, f.ticket_id, f.team_id, f.user_id, f.kind, f.outcome, f.state, f.done_at,
        null::bigint as elapsed_ms, null::bigint as counted_ms, null::timestamptz as undone_at, ${ofTicket}
      from figure_duty f ${withTicket}
      where ${ours} and f.due_at >= ${when.from} and f.due_at < ${when.to} and ${kind}
        and (f.outcome is not null or f.state in ('waived', 'cancelled'))`;
  }
  if (definition.from === 'spans')
    return sql`
      select f.from_at as at, f.ticket_id as id, f.ticket_id, f.team_id, f.user_id, null as kind, null as outcome, null as state,
        null::timestamptz as done_at, null::bigint as elapsed_ms, null::bigint as counted_ms,
        null::timestamptz as undone_at, ${ofTicket}, f.to_at
      from figure_span f ${withTicket}
      where ${ours} and f.from_at < ${when.to} and (f.to_at is null or f.to_at >= ${when.from})`;
  return sql`
    select f.at, f.event_id as id, f.ticket_id, f.team_id, f.user_id, null as kind, null as outcome, null as state,
      null::timestamptz as done_at, f.elapsed_ms, f.counted_ms, f.undone_at, ${ofTicket}
    from figure_fact f ${withTicket}
    where ${ours} and f.kind = ${definition.kind} and f.at >= ${when.from} and f.at < ${when.to}`;
}

const withTicket = sql`join ticket t on t.org_id = f.org_id and t.id = f.ticket_id`;
const ofTicket = sql`t.number, t.subject, t.status_category, t.channel, t.category_key, t.type_key, t.priority`;

function narrowed(context: Context, scope: FigureScope): RawBuilder<boolean> {
  const conditions: Condition[] = [];
  if (scope.channel) conditions.push({ field: 'channel', is: scope.channel });
  if (scope.type) conditions.push({ field: 'type', is: scope.type });
  if (scope.category) conditions.push({ field: 'category', in: withBelow(context, scope.category) });
  const person = scope.person === 'me' ? viewerOf(context).userId : scope.person;
  const parts = [
    ticketsWhere(context, conditions.length > 0 ? { all: conditions } : undefined),
    ...(scope.team ? [sql<boolean>`f.team_id = ${scope.team}`] : []),
    ...(person ? [sql<boolean>`f.user_id = ${person}`] : []),
  ];
  return sql<boolean>`(${sql.join(parts, sql` and `)})`;
}

/** A category and those below it. */
function withBelow({ configuration }: Context, key: string): string[] {
  const found = [key];
  for (let at = 0; at < found.length; at++)
    for (const { key: below, value } of configuration.list('categories'))
      if (value.parent === found[at] && !found.includes(below)) found.push(below);
  return found;
}
