import type { Arrival } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import type { Tx } from '../tables.ts';
import { namesOf } from './people-names.query.ts';
import { type ArrivalRow, correctArrival, listArrivals, recordArrival } from './record-arrival.ts';

async function shown(
  tx: Tx,
  context: Context,
  rows: readonly ArrivalRow[],
): Promise<z.input<typeof Arrival>[]> {
  const names = await namesOf(tx, context, { users: rows.map((row) => row.user_id) });
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    user: names.user(row.user_id),
    recorded_at: row.recorded_at.toISOString(),
    corrected_at: row.corrected_at?.toISOString() ?? null,
    void: row.void,
  }));
}

const one = async (tx: Tx, context: Context, row: ArrivalRow) => {
  const [arrival] = await shown(tx, context, [row]);
  return arrival as z.input<typeof Arrival>;
};

export const arrivalRoutes: Implementation[] = [
  implement('listArrivals', async (tx, context, { params }) => ({
    items: await shown(tx, context, await listArrivals(tx, context, params.number)),
  })),
  implement('recordArrival', async (tx, context, { params, body }) =>
    one(tx, context, await recordArrival(tx, context, params.number, body)),
  ),
  implement('correctArrival', async (tx, context, { params, body }) =>
    one(tx, context, await correctArrival(tx, context, params.number, params.id, body)),
  ),
];
