import type { FigureRow, FigureScope, FigureSplit, LocalText, Metric, StatusCategory } from '@shouwen/api';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { type Definition, definitions, splitColumns } from './metrics.ts';
import { partsOf, type Stretch, stretchOf } from './period.ts';
import { type Asked, askedOf, requireSplit, rowsIn } from './scope.query.ts';

interface Query extends FigureScope {
  by?: FigureSplit | undefined;
  key?: string | undefined;
  part?: 'for' | 'against' | undefined;
  limit: number;
  cursor?: string | undefined;
}
interface Row {
  at: Date;
  id: string;
  number: number;
  subject: string;
  status_category: StatusCategory;
  team_id: string;
  team_name: LocalText;
  user_id: string | null;
  user_name: string | null;
  elapsed_ms: number | null;
  counted_ms: number | null;
  undone_at: Date | null;
  kind: string | null;
  outcome: 'kept' | 'late' | 'missed' | null;
  done_at: Date | null;
}

/** The rows that made a value, latest first: of a period, or of one group of a split of it. */
export async function figureRows(
  tx: Tx,
  context: Context,
  metric: Metric,
  { by, key, part, limit, cursor, ...scope }: Query,
): Promise<{ items: z.input<typeof FigureRow>[]; next_cursor: string | null }> {
  const asked = askedOf(context, scope, by);
  const definition = definitions[metric];
  if (by) requireSplit(definition, by);
  const conditions = [
    counted(definition),
    ...(by ? inGroup(by, key) : []),
    ...(part ? [inPart(definition, part)] : []),
    ...(cursor ? [after(cursor)] : []),
  ];
  const { rows } = await sql<Row>`
    select r.*, e.name as team_name, u.name as user_name
    from (${rowsIn(context, asked, definition, whenOf(asked, definition, by, key))}) r
    left join team e on e.org_id = ${context.org} and e.id = r.team_id
    left join user_account u on u.org_id = ${context.org} and u.id = r.user_id
    where ${sql.join(conditions, sql` and `)}
    order by r.at desc, r.id desc limit ${limit + 1}`.execute(tx);
  const page = pageOf(rows, limit, (row) => encodeCursor(row.at, row.id));
  return { items: page.rows.map(present), next_cursor: page.next_cursor };
}

/** When the rows of a group happened; what is unfinished is taken at the end of it. */
function whenOf(
  asked: Asked,
  definition: Definition,
  by: FigureSplit | undefined,
  key: string | undefined,
): Stretch {
  const part =
    by === 'day' || by === 'week' || by === 'month'
      ? partsOf(asked.period, by).find((one) => one.from === key)
      : asked.period;
  if (!part) throw invalid('key', 'no_such_group');
  const when = stretchOf(part, asked.zone);
  if (definition.from !== 'spans') return when;
  const end = when.to < asked.now ? when.to : new Date(asked.now.getTime() + 1);
  return { from: end, to: end };
}

function counted(definition: Definition): RawBuilder<boolean> {
  if (definition.from === 'duties') return sql`r.outcome is not null`;
  return (definition.from === 'facts' ? definition.only : undefined) ?? sql`true`;
}

function inGroup(by: FigureSplit, key: string | undefined): RawBuilder<boolean>[] {
  if (by === 'day' || by === 'week' || by === 'month') return [];
  const column = sql`${sql.ref(splitColumns[by])}::text`;
  return [key === undefined ? sql`${column} is null` : sql`${column} = ${key}`];
}

function inPart(definition: Definition, part: 'for' | 'against'): RawBuilder<boolean> {
  const counts = definition.from === 'spans' ? undefined : definition.counts;
  if (!counts) throw invalid('part', 'parts_of_rates_only');
  return part === 'for' ? sql`(${counts})` : sql`not (${counts})`;
}

function after(cursor: string): RawBuilder<boolean> {
  const { at, id } = decodeCursor(cursor);
  return sql`(r.at, r.id) < (${at ?? new Date(0)}::timestamptz, ${id}::uuid)`;
}

function present(row: Row): z.input<typeof FigureRow> {
  const { kind, outcome } = row;
  return {
    ticket: { number: row.number, subject: row.subject, status_category: row.status_category },
    at: row.at.toISOString(),
    team: { id: row.team_id, name: row.team_name },
    person: row.user_id === null ? null : { id: row.user_id, name: row.user_name ?? '' },
    elapsed_ms: row.elapsed_ms,
    counted_ms: row.counted_ms,
    undone_at: row.undone_at?.toISOString() ?? null,
    obligation: kind && outcome ? { kind, outcome, done_at: row.done_at?.toISOString() ?? null } : null,
  };
}
