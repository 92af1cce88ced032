import type { App, Context } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';

const batchSize = 100;
const longestSleep = 1_000; // ms

/** Takes every ticket out of its snooze whose moment has come. Gives how many; what somebody works on waits for the next turn. */
export async function wakeSnoozed(app: App, systemContext: () => Promise<Context>): Promise<number> {
  let total = 0;
  for (;;) {
    const context = await systemContext();
    const woken = await app.db.transaction().execute((tx) => wakeBatch(tx, context));
    if (woken > 0) app.ledgerGrew();
    total += woken;
    if (woken < batchSize) return total;
  }
}

/** Goes on waking until it is stopped. */
export function startWaking(app: App, systemContext: () => Promise<Context>): Loop {
  return startLoop({
    name: 'wake snoozed tickets',
    log: app.log,
    step: async () => {
      await wakeSnoozed(app, systemContext);
      return longestSleep;
    },
  });
}

async function wakeBatch(tx: Tx, context: Context): Promise<number> {
  const rows = await tx
    .selectFrom('ticket') // index ticket_snoozed
    .selectAll()
    .where('org_id', '=', context.org)
    .where('snoozed_until', '<=', context.now)
    .orderBy('snoozed_until')
    .limit(batchSize)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const row of rows) await wake(tx, context, row);
  return rows.length;
}

async function wake(tx: Tx, context: Context, row: TicketRow): Promise<void> {
  // it wakes at its moment, however late we look
  const then = { ...context, now: row.snoozed_until ?? context.now };
  const event = { kind: 'ticket.woken', data: { because: 'time' } };
  const { ticket, eventId } = await applyChange(tx, then, row, { snoozed_until: null }, event);
  if (ticket.merged_into_id) return;
  const users = [ticket.assignee_id ?? ticket.first_contact_owner_id].filter((id) => id !== null);
  await notify(tx, context, { users, kind: 'ticket.woken', ticketId: ticket.id, eventId });
}
