import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { splitColumns } from './metrics.ts';
import type { Stretch } from './period.ts';
import { type Asked, rowsIn } from './scope.query.ts';

/** How many tickets are unfinished at the end of each part, in one pass: parts in order, without a gap. What lasts into the future is as it is now. */
export async function backlogAt(
  tx: Tx,
  context: Context,
  asked: Asked,
  parts: readonly Stretch[],
): Promise<{ value: number; rows: number }[]> {
  const moments = ends(parts, asked.now);
  const [first, last] = [moments[0], moments.at(-1)];
  if (!first || !last) return [];
  // a span counts from the first end after its beginning to the last one that it reaches
  const { rows } = await sql<{ place: number; change: number }>`
    select c.place, sum(c.change) as change from (${rowsIn(context, asked, { from: 'spans' }, { from: first, to: last })}) r
    cross join lateral (values (width_bucket(r.at, ${moments}::timestamptz[]), 1),
      (width_bucket(r.to_at, ${moments}::timestamptz[]), -1)) c (place, change)
    where c.place is not null group by c.place`.execute(tx);
  const changes = new Map(rows.map((row) => [row.place, Number(row.change)]));
  let open = 0;
  return moments.map((_, at) => {
    open += changes.get(at) ?? 0;
    return { value: open, rows: open };
  });
}

/** The same at the ends of two stretches, by what the tickets are. */
export async function backlogBy(
  tx: Tx,
  context: Context,
  asked: Asked,
  [before, period]: [Stretch, Stretch],
  by: keyof typeof splitColumns,
) {
  const counts = await Promise.all(
    ends([before, period], asked.now).map(async (moment, at) => {
      const { rows } = await sql<{ key: string | null; value: number }>`
        select ${sql.ref(splitColumns[by])}::text as key, count(*) as value
        from (${rowsIn(context, asked, { from: 'spans' }, { from: moment, to: moment })}) r group by 1`.execute(
        tx,
      );
      return rows.map(({ key, value }) => ({ key, now: at === 1, value, rows: value }));
    }),
  );
  return counts.flat();
}

const ends = (parts: readonly Stretch[], now: Date) =>
  parts.map((part) => (part.to < now ? part.to : new Date(now.getTime() + 1)));
