import type {
  Figure,
  FigureGroup,
  FigurePeriod,
  FigureScope,
  FigureSplit,
  FigureValue,
  Metric,
} from '@shouwen/api';
import { metrics } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { backlogAt, backlogBy } from './backlog.query.ts';
import { followLedger } from './follow-ledger.ts';
import { type Definition, definitions, splitColumns } from './metrics.ts';
import { groupNames } from './names.query.ts';
import { type Days, partsOf, stretchOf, type TimeSplit } from './period.ts';
import { type Asked, askedOf, requireSplit, rowsIn } from './scope.query.ts';

type Parts = Record<string, number>;
interface Counted {
  value: number | null;
  rows: number;
  parts?: Parts;
}
const nothing: Counted = { value: null, rows: 0 };

/** Metrics of a period and of the one before; all of them unless told which. */
export async function readFigures(
  tx: Tx,
  context: Context,
  scope: FigureScope,
  wanted: readonly Metric[] = metrics,
): Promise<{ period: FigurePeriod; items: Figure[] }> {
  const asked = askedOf(context, scope);
  const items = await Promise.all(
    wanted.map(async (metric) => {
      const [value] = await valuesOf(tx, context, asked, definitions[metric], [asked.period], [asked.before]);
      return { metric, ...(value ?? empty) };
    }),
  );
  return { period: await presentPeriod(tx, context, asked), items };
}

/** One metric by time, or by what its rows are: largest first, and last what has none. */
export async function splitFigure(
  tx: Tx,
  context: Context,
  metric: Metric,
  { by, ...scope }: FigureScope & { by: FigureSplit },
): Promise<{ period: FigurePeriod; items: FigureGroup[] }> {
  const asked = askedOf(context, scope, by);
  const definition = definitions[metric];
  requireSplit(definition, by);
  const items = isTime(by)
    ? await splitByTime(tx, context, asked, definition, by)
    : await splitByColumn(tx, context, asked, definition, by);
  return { period: await presentPeriod(tx, context, asked), items };
}

const empty: FigureValue = { value: null, before: null, rows: 0 };
const isTime = (by: FigureSplit): by is TimeSplit => by === 'day' || by === 'week' || by === 'month';

async function splitByTime(
  tx: Tx,
  context: Context,
  asked: Asked,
  definition: Definition,
  by: TimeSplit,
): Promise<FigureGroup[]> {
  const parts = partsOf(asked.period, by);
  const earlier = partsOf(asked.before, by);
  const values = await valuesOf(tx, context, asked, definition, parts, earlier);
  return parts.map((part, at) => ({ key: part.from, name: null, ...(values[at] ?? empty) }));
}

/** The value of each part of the period, and beside it that of the part of the earlier one in the same place. */
async function valuesOf(
  tx: Tx,
  context: Context,
  asked: Asked,
  definition: Definition,
  parts: readonly Days[],
  earlier: readonly Days[],
): Promise<FigureValue[]> {
  const all = [...earlier, ...parts].map((days) => stretchOf(days, asked.zone));
  const counted = await countParts(tx, context, asked, definition, all);
  return parts.map((_, at) => {
    const { value, ...rest } = counted[earlier.length + at] ?? nothing;
    const before = at < earlier.length ? (counted[at]?.value ?? null) : null;
    return { value, before, ...rest };
  });
}

/** Parts in order, one after the other without a gap. */
async function countParts(
  tx: Tx,
  context: Context,
  asked: Asked,
  definition: Definition,
  parts: readonly { from: Date; to: Date }[],
): Promise<Counted[]> {
  if (definition.from === 'spans') return backlogAt(tx, context, asked, parts);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return [];
  const when = { from: first.from, to: last.to };
  const borders = parts.map((part) => part.from);
  const { rows } = await sql<Row & { part: number }>`
    select width_bucket(r.at, ${borders}::timestamptz[]) as part, ${aggregates(definition)}
    from (${rowsIn(context, asked, definition, when)}) r where ${only(definition)} group by part`.execute(tx);
  const byPart = new Map(rows.map((row) => [row.part, countedOf(row)]));
  return parts.map((_, at) => byPart.get(at + 1) ?? zero(definition));
}

async function splitByColumn(
  tx: Tx,
  context: Context,
  asked: Asked,
  definition: Definition,
  by: keyof typeof splitColumns,
): Promise<FigureGroup[]> {
  const [period, before] = [stretchOf(asked.period, asked.zone), stretchOf(asked.before, asked.zone)];
  const groups =
    definition.from === 'spans'
      ? await backlogBy(tx, context, asked, [before, period], by)
      : await countGroups(
          tx,
          context,
          asked,
          definition,
          { from: before.from, to: period.to },
          period.from,
          by,
        );
  const keys = [...new Set(groups.map((group) => group.key))];
  const names = await groupNames(tx, context, by, keys);
  const find = (key: string | null, now: boolean) =>
    groups.find((group) => group.key === key && group.now === now) ?? zero(definition);
  return keys
    .map((key) => {
      const { value, rows, parts }: Counted = find(key, true);
      const group = { key, name: names.get(key) ?? null, value, before: find(key, false).value, rows };
      return parts ? { ...group, parts } : group;
    })
    .sort(
      (a, b) =>
        Number(a.key === null) - Number(b.key === null) ||
        b.rows - a.rows ||
        (String(a.key) < String(b.key) ? -1 : 1),
    );
}

async function countGroups(
  tx: Tx,
  context: Context,
  asked: Asked,
  definition: Exclude<Definition, { from: 'spans' }>,
  when: { from: Date; to: Date },
  border: Date,
  by: keyof typeof splitColumns,
) {
  const { rows } = await sql<Row & { key: string | null; now: boolean }>`
    select ${sql.ref(splitColumns[by])}::text as key, r.at >= ${border} as now, ${aggregates(definition)}
    from (${rowsIn(context, asked, definition, when)}) r where ${only(definition)} group by 1, 2`.execute(tx);
  return rows.map((row) => ({ key: row.key, now: row.now, ...countedOf(row) }));
}

interface Row {
  value: string | number | null;
  rows: number;
  parts: Parts | null;
}

function aggregates(definition: Exclude<Definition, { from: 'spans' }>) {
  if (definition.from === 'duties')
    return sql`${definition.value} as value, count(r.outcome) as rows, json_build_object(
      'kept', count(*) filter (where r.outcome = 'kept'), 'late', count(*) filter (where r.outcome = 'late'),
      'missed', count(*) filter (where r.outcome = 'missed'), 'waived', count(*) filter (where r.state = 'waived'),
      'cancelled', count(*) filter (where r.state = 'cancelled')) as parts`;
  const parts = definition.counts
    ? sql`json_build_object('reopened', count(*) filter (where ${definition.counts}))`
    : sql`null::json`;
  return sql`${definition.value} as value, count(*) as rows, ${parts} as parts`;
}

const only = (definition: Definition) =>
  (definition.from === 'facts' ? definition.only : undefined) ?? sql<boolean>`true`;

/** A number of nothing is 0; of a length or a share of nothing there is no value. */
function zero(definition: Definition): Counted {
  const isCount = definition.from === 'spans' || (definition.from === 'facts' && definition.number === true);
  return { value: isCount ? 0 : null, rows: 0 };
}

function countedOf({ value, rows, parts }: Row): Counted {
  const counted = { value: value === null ? null : Number(value), rows: Number(rows) };
  return parts ? { ...counted, parts } : counted;
}

async function presentPeriod(tx: Tx, context: Context, asked: Asked): Promise<FigurePeriod> {
  const { rows } = await sql<{ behind: number }>`
    select coalesce((select position from ledger_head where org_id = ${context.org}), 0)
      - coalesce((select position from ledger_reader where org_id = ${context.org} and name = ${followLedger.name}), 0) as behind`.execute(
    tx,
  );
  return { ...asked.period, before: asked.before, time_zone: asked.zone, behind: rows[0]?.behind ?? 0 };
}
