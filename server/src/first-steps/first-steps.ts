import { type FirstStep, type FirstStepKey, firstStepKeys } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { requireEverywhere } from '../people/policy.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { shows } from './steps.ts';

/** The first steps with which are done, by themselves or because somebody said so. */
export async function firstSteps(tx: Tx, context: Context): Promise<{ items: z.input<typeof FirstStep>[] }> {
  requireEverywhere(context, 'config.manage');
  const marked = await tx.selectFrom('first_step').select('key').where('org_id', '=', context.org).execute();
  const byHand = new Set<string>(marked.map((row) => row.key));
  const items = [];
  for (const key of firstStepKeys) {
    const shown = await shows[key](tx, context);
    items.push({ key, done: shown || byHand.has(key), by_hand: !shown && byHand.has(key) });
  }
  return { items };
}

/** Calls a step done that cannot show it by itself, or takes that back. */
export async function markFirstStep(
  tx: Tx,
  context: Context,
  key: FirstStepKey,
  done: boolean,
): Promise<void> {
  requireEverywhere(context, 'config.manage');
  const { userId } = viewerOf(context);
  if (done)
    await tx
      .insertInto('first_step')
      .values({ org_id: context.org, key, done_at: context.now, done_by: userId })
      .onConflict((clash) => clash.doNothing())
      .execute();
  else await tx.deleteFrom('first_step').where('org_id', '=', context.org).where('key', '=', key).execute();
  await appendEvent(tx, context, {
    kind: 'first_step.marked',
    subject: { kind: 'user', id: userId },
    data: { step: key, done },
  });
}
