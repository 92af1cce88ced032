import type { Context } from '../context.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { commentOn, type Decision, decide, mayDecide } from './carry-out-decision.ts';
import type { TicketRow } from './find-ticket.ts';
import { lockTargets } from './lock-targets.ts';
import { wake, wakeTarget } from './receive-message.ts';

/**
 * A decision on the private link of a thread that is merged into another ticket. It is about the solution given there,
 * when the two are of one customer; otherwise what was written beside it is a message like any other. The thread's own
 * row goes the way it would have gone alone, so that undoing the merge finds it right.
 */
export async function decideMerged(
  tx: Tx,
  context: Context,
  before: TicketRow,
  decision: Decision,
): Promise<TicketRow> {
  const targets = await lockTargets(tx, context, before.id);
  const shown = targets.at(-1);
  const binds = shown !== undefined && (await mayDecide(tx, context, shown.ticket));
  if (!binds && !decision.comment?.trim()) throw conflict('nothing_to_decide');
  const comment = await commentOn(tx, context, before, decision);
  for (const target of targets) {
    if (binds && target === shown)
      await decide(tx, context, target.ticket, decision.accepted, comment, target.merges);
    else if (comment) await wakeTarget(tx, context, before, target, { ...comment, channel: 'portal' });
  }
  if (await mayDecide(tx, context, before)) return decide(tx, context, before, decision.accepted, comment);
  return comment ? wake(tx, context, before, { ...comment, channel: 'portal' }) : before;
}
