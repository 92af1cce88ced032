import type { Explanation } from '@shouwen/api';
import { countsBusinessTime, type Target } from '@shouwen/calendar';
import { explain } from '@shouwen/obligations';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import { termsOfVersion } from '../policies/versions.ts';
import type { Tx } from '../tables.ts';
import { findTicket } from '../tickets/find-ticket.ts';
import { ownerNames } from './owner-names.query.ts';
import { presentObligation } from './present-obligation.ts';
import { seenObligation } from './seen-obligation.query.ts';
import { type ObligationRow, reviveAll } from './store.ts';

/**
 * Why an obligation of a visible ticket, or of one that was merged into it, is due when it is: the sum interval by
 * interval, targets, pauses, the moments on the way, and the ledger of steps.
 */
export async function explainObligation(
  tx: Tx,
  context: Context,
  number: number,
  id: string,
): Promise<z.input<typeof Explanation>> {
  const ticket = await findTicket(tx, context, number);
  return explainRow(tx, context, await obligationOn(tx, context, ticket.id, id));
}

/** The same of anything that the viewer owes, whatever it stands on. */
export async function explainDuty(
  tx: Tx,
  context: Context,
  id: string,
): Promise<z.input<typeof Explanation>> {
  return explainRow(tx, context, (await seenObligation(tx, context, id)).row);
}

/** The same of an obligation that the viewer is known to see. */
export async function explainRow(
  tx: Tx,
  context: Context,
  row: ObligationRow,
): Promise<z.input<typeof Explanation>> {
  const [loaded] = await reviveAll(tx, context.org, [row]);
  if (!loaded) throw notFound('obligation');
  const sum = explain(loaded.clock, loaded.calendar, context.now);
  return {
    obligation: presentObligation(context, loaded, await ownerNames(tx, context, [row])),
    policy_version: row.policy_version,
    policy: await policyOf(tx, context, row),
    calendar: { key: row.calendar_key, zone: loaded.calendar.zone },
    consumed_ms: sum.consumed_ms,
    targets: sum.targets.map(({ at, target, void: taken }) => ({
      at: at.toISOString(),
      target,
      ...countOf(target),
      void: taken,
    })),
    intervals: sum.intervals.map(({ from, to, ...rest }) => ({
      ...rest,
      from: from.toISOString(),
      to: to.toISOString(),
    })),
    pauses: sum.pauses.map((pause) => ({
      reason: pause.reason,
      from: pause.from.toISOString(),
      to: pause.to?.toISOString() ?? null,
      void: pause.void ?? false,
    })),
    marks: sum.marks.map((mark) => ({ ...mark, moment: mark.moment?.toISOString() ?? null })),
    steps: await stepsOf(tx, context, row.id),
  };
}

/** The policy as it was named in the version that the obligation goes by. */
async function policyOf(tx: Tx, context: Context, { policy_key, policy_version }: ObligationRow) {
  if (policy_key === null) return null;
  const { policies } = await termsOfVersion(tx, context, policy_version);
  const found = policies.find(({ key }) => key === policy_key);
  return { key: policy_key, name: found?.value.name ?? policy_key };
}

/** How long a target is, and whether it counts opening hours only. */
function countOf(target: Target) {
  const minutes =
    'elapsed_minutes' in target
      ? target.elapsed_minutes
      : 'business_minutes' in target
        ? target.business_minutes
        : null;
  return { minutes, counts: countsBusinessTime(target) ? ('business' as const) : ('elapsed' as const) };
}

async function obligationOn(tx: Tx, context: Context, ticketId: string, id: string): Promise<ObligationRow> {
  const row = await tx
    .withRecursive('thread', (with_) =>
      with_
        .selectFrom('ticket')
        .select('id')
        .where('org_id', '=', context.org)
        .where('id', '=', ticketId)
        .unionAll((union) =>
          union
            .selectFrom('ticket as source') // index ticket_merged
            .innerJoin('thread', 'thread.id', 'source.merged_into_id')
            .select('source.id')
            .where('source.org_id', '=', context.org),
        ),
    )
    .selectFrom('obligation')
    .innerJoin('thread', 'thread.id', 'obligation.ticket_id')
    .selectAll('obligation')
    .where('obligation.org_id', '=', context.org)
    .where('obligation.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('obligation');
  return row;
}

/** The ledger in order; what a person wrote (why it was waived) stands in the payload of the event. */
async function stepsOf(tx: Tx, context: Context, id: string) {
  const rows = await tx
    .selectFrom('obligation_step as s')
    .leftJoin('event_payload as p', (join) =>
      join
        .onRef('p.org_id', '=', 's.org_id')
        .onRef('p.event_id', '=', 's.event_id')
        .on('s.kind', '=', 'waived'),
    )
    .select([
      's.kind',
      's.at',
      's.event_id',
      's.detail',
      sql<string | null>`p.body ->> 'reason'`.as('reason'),
    ])
    .where('s.org_id', '=', context.org)
    .where('s.obligation_id', '=', id)
    .orderBy('s.seq')
    .execute();
  return rows.map((row) => {
    const { detail, ...figures } = row.detail as { detail?: Record<string, unknown> };
    return {
      kind: row.kind,
      at: row.at.toISOString(),
      event_id: row.event_id,
      detail: { ...figures, ...detail, ...(row.reason === null ? {} : { reason: row.reason }) },
    };
  });
}
