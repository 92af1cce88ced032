import type { OpenWork } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** How far open work has come in following policies and calendars; the last time of each. */
export async function openWork(tx: Tx, context: Context): Promise<z.input<typeof OpenWork>> {
  const rollout = await tx
    .selectFrom('policy_rollout as r')
    .leftJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'r.org_id').onRef('u.id', '=', 'r.asked_by'),
    )
    .select(['r.begun_at', 'r.ended_at', 'r.total', 'r.looked_at', 'r.changed', 'r.asked_by', 'u.name'])
    .where('r.org_id', '=', context.org)
    .orderBy('r.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const recalculation = await tx
    .selectFrom('recalculation')
    .select(['begun_at', 'ended_at', 'total', 'looked_at', 'changed'])
    .where('org_id', '=', context.org)
    .executeTakeFirst();
  return {
    rollout: rollout
      ? {
          ...progress(rollout),
          by: rollout.asked_by && rollout.name ? { id: rollout.asked_by, name: rollout.name } : null,
        }
      : null,
    recalculation: recalculation ? progress(recalculation) : null,
  };
}

interface ProgressRow {
  begun_at: Date;
  ended_at: Date | null;
  total: number;
  looked_at: number;
  changed: number;
}

const progress = ({ begun_at, ended_at, total, looked_at, changed }: ProgressRow) => ({
  begun_at: begun_at.toISOString(),
  ended_at: ended_at?.toISOString() ?? null,
  // tickets opened meanwhile are looked at as well
  total: Math.max(total, looked_at),
  looked_at,
  changed,
});
