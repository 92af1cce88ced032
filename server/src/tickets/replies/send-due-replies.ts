import type { App, Context } from '../../context.ts';
import { systemActor } from '../../context.ts';
import { appendEvent } from '../../events/append-event.ts';
import { notify } from '../../notifications/notify.ts';
import { actingAs } from '../../people/acting-as.ts';
import { Refusal } from '../../platform/errors.ts';
import { type Loop, startLoop } from '../../platform/loop.ts';
import { attempt } from '../../platform/savepoint.ts';
import type { Tx } from '../../tables.ts';
import { lockForWork } from '../find-ticket.ts';
import { letOut } from './let-out.ts';
import type { PendingReply } from './pending-replies.query.ts';

const longestSleep = 500; // ms

/**
 * Lets every reply out whose moment has come, each in a transaction of its own. One that is refused by now (a newer
 * message came, the ticket was merged, the author has lost the right) is held, and its author is told. Gives how many
 * were looked at. One at which something else goes wrong holds up no other: it stays, and the error is thrown at the end.
 */
export async function sendDueReplies(app: App, systemContext: () => Promise<Context>): Promise<number> {
  const troubles = new Map<string, unknown>();
  for (let count = 0; ; count++) {
    const context = await systemContext();
    let pending: PendingReply | undefined;
    try {
      await app.db.transaction().execute(async (tx) => {
        pending = await claimNext(tx, context, [...troubles.keys()]);
        if (pending) await carryOut(tx, context, pending);
      });
    } catch (error) {
      if (!pending) throw error;
      troubles.set(pending.id, error);
    }
    if (pending) app.ledgerGrew();
    else if (troubles.size > 0) throw troubles.values().next().value;
    else return count;
  }
}

/** Goes on sending until it is stopped. */
export function startSendingReplies(app: App, systemContext: () => Promise<Context>): Loop {
  return startLoop({
    name: 'send replies',
    log: app.log,
    step: async () => {
      await sendDueReplies(app, systemContext);
      return longestSleep;
    },
  });
}

function claimNext(tx: Tx, context: Context, passedOver: string[]): Promise<PendingReply | undefined> {
  let due = tx
    .selectFrom('pending_reply') // index pending_reply_due
    .selectAll()
    .where('org_id', '=', context.org)
    .where('state', '=', 'going_out')
    .where('send_at', '<=', context.now)
    .orderBy('send_at');
  if (passedOver.length > 0) due = due.where('id', 'not in', passedOver);
  return due.limit(1).forUpdate().skipLocked().executeTakeFirst();
}

async function carryOut(tx: Tx, context: Context, pending: PendingReply): Promise<void> {
  const { number } = await tx
    .selectFrom('ticket')
    .select('number')
    .where('org_id', '=', context.org)
    .where('id', '=', pending.ticket_id)
    .executeTakeFirstOrThrow();
  const asAuthor = await actingAs(tx, context, pending.author_id);
  const refusal = asAuthor
    ? await attempt(tx, async () => {
        await letOut(tx, asAuthor, await lockForWork(tx, asAuthor, number, 'write'), pending);
      })
    : new Refusal('forbidden', 'author_left');
  if (refusal instanceof Refusal) await hold(tx, context, pending, refusal.code);
}

/** It does not leave by itself any more: its author looks at it again. */
async function hold(tx: Tx, context: Context, pending: PendingReply, reason: string): Promise<void> {
  await tx
    .updateTable('pending_reply')
    .set({ state: 'held', reason, send_at: null })
    .where('org_id', '=', context.org)
    .where('id', '=', pending.id)
    .execute();
  const told = { ...context, actor: systemActor };
  const eventId = await appendEvent(tx, told, {
    kind: 'ticket.reply_held',
    subject: { kind: 'ticket', id: pending.ticket_id },
    ticketId: pending.ticket_id,
    data: { reply: pending.id, author: pending.author_id, reason },
  });
  await notify(tx, told, {
    users: [pending.author_id],
    kind: 'ticket.reply_held',
    ticketId: pending.ticket_id,
    eventId,
  });
}
