import type { Firing, FiringCount } from '@shouwen/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { requireEverywhere } from '../people/policy.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';

const day = 86_400_000; // ms
const shown = 100;

/** How often each rule has fired in the last 30 days (index automation_firing_by_rule). */
export async function countFirings(tx: Tx, context: Context): Promise<z.input<typeof FiringCount>[]> {
  requireEverywhere(context, 'config.manage');
  const since = new Date(context.now.getTime() - 30 * day);
  const { rows } = await sql<{ rule: string; done: number; failed: number; stopped: number; last_at: Date }>`
    select rule_key as rule, max(at) as last_at,
      count(*) filter (where outcome = 'done')::int as done,
      count(*) filter (where outcome = 'failed')::int as failed,
      count(*) filter (where outcome = 'stopped')::int as stopped
    from automation_firing where org_id = ${context.org} and at > ${since}
    group by rule_key order by rule_key`.execute(tx);
  return rows.map((row) => ({ ...row, last_at: row.last_at.toISOString() }));
}

/** The last firings of a rule, newest first. A ticket that the viewer may not see stays unnamed. */
export async function listFirings(tx: Tx, context: Context, key: string): Promise<z.input<typeof Firing>[]> {
  requireEverywhere(context, 'config.manage');
  const rows = await tx
    .selectFrom('automation_firing as f')
    .leftJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'f.org_id').onRef('t.id', '=', 'f.ticket_id').on(ticketsWhere(context)),
    )
    .select([
      'f.id',
      'f.at',
      'f.outcome',
      'f.rule_version',
      'f.did',
      'f.problem',
      'f.params',
      'f.depth',
      't.number',
      't.subject',
    ])
    .where('f.org_id', '=', context.org)
    .where('f.rule_key', '=', key)
    .orderBy('f.at', 'desc')
    .orderBy('f.id', 'desc')
    .limit(shown)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    outcome: row.outcome,
    version: row.rule_version,
    did: row.did,
    problem:
      row.problem === null
        ? null
        : { code: row.problem, message: say(context.language, `problem.${row.problem}`, row.params ?? {}) },
    depth: row.depth,
    ticket: row.number === null ? null : { number: row.number, subject: row.subject ?? '' },
  }));
}
