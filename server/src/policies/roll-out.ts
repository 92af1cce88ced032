import type { App, Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { requireEverywhere } from '../people/policy.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from '../tickets/apply-change.ts';
import { pinVersion } from '../tickets/pin-version.ts';
import { differingUnder, isEarlier } from './compare-versions.ts';

const batchSize = 100;
const idleLook = 1_000; // ms

/**
 * Asks for the policies as they are now to be put in force for open work too: the background does it, batch by batch.
 * Throws a conflict while an earlier wish is still being carried out.
 */
export async function startRollout(tx: Tx, context: Context): Promise<void> {
  requireEverywhere(context, 'config.manage');
  const running = await tx
    .selectFrom('policy_rollout')
    .select('id')
    .where('org_id', '=', context.org)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (running) throw conflict('rollout_running');
  const { revision, policyVersion } = context.configuration;
  const id = newId(context.now);
  const row = await tx
    .selectFrom('ticket')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('org_id', '=', context.org)
    .where('status_category', '<>', 'closed')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('policy_rollout')
    .values({
      org_id: context.org,
      id,
      revision,
      policy_version: policyVersion,
      asked_by: context.actor.id,
      begun_at: context.now,
      ended_at: null,
      after_id: null,
      total: Number(row.count),
      looked_at: 0,
      changed: 0,
    })
    .execute();
  await appendEvent(tx, context, {
    kind: 'policies.put_in_force',
    subject: { kind: 'policy_rollout', id },
    data: { revision, policy_version: policyVersion, total: Number(row.count) },
  });
}

/** Carries out what was asked for, to its end. Gives how many tickets came out otherwise. */
export async function rollOut(app: App, systemContext: () => Promise<Context>): Promise<number> {
  let changed = 0;
  for (;;) {
    const context = await systemContext();
    const batch = await app.db.transaction().execute((tx) => rollOutBatch(tx, context));
    if (batch.changed > 0) app.ledgerGrew();
    changed += batch.changed;
    if (batch.done) return changed;
  }
}

/** Goes on doing so until it is stopped. */
export function startRollingOut(app: App, systemContext: () => Promise<Context>): Loop {
  return startLoop({
    name: 'policy rollout',
    log: app.log,
    step: async () => {
      await rollOut(app, systemContext);
      return idleLook;
    },
  });
}

/** One batch, which the row of the rollout holds together; a ticket follows once, for it says itself what it goes by. */
async function rollOutBatch(tx: Tx, context: Context): Promise<{ changed: number; done: boolean }> {
  const rollout = await tx
    .selectFrom('policy_rollout') // index policy_rollout_running
    .selectAll()
    .where('org_id', '=', context.org)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!rollout) return { changed: 0, done: true };
  const version = rollout.policy_version;
  let query = tx
    .selectFrom('ticket')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('status_category', '<>', 'closed')
    .orderBy('id')
    .limit(batchSize)
    .forUpdate();
  if (rollout.after_id !== null) query = query.where('id', '>', rollout.after_id);
  const tickets = await query.execute();
  const earlier = tickets.filter((ticket) => isEarlier(ticket, version));
  const differing = await differingUnder(tx, context, earlier, version);
  const same = earlier.filter((ticket) => !differing.includes(ticket)).map((ticket) => ticket.id);
  await pinVersion(tx, context, same, version);
  for (const ticket of differing)
    await applyChange(
      tx,
      context,
      ticket,
      { policy_version: version },
      { kind: 'ticket.policy_changed', data: { rollout: rollout.id } },
    );
  const done = tickets.length < batchSize;
  await tx
    .updateTable('policy_rollout')
    .set({
      after_id: tickets.at(-1)?.id ?? rollout.after_id,
      looked_at: rollout.looked_at + tickets.length,
      changed: rollout.changed + differing.length,
      ended_at: done ? context.now : null,
    })
    .where('org_id', '=', context.org)
    .where('id', '=', rollout.id)
    .execute();
  return { changed: differing.length, done };
}
