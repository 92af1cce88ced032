import { changeOwner } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';
import { reviveAll, saveChange } from './store.ts';

/**
 * Gives what a leaver still owes to the successor: what did not follow the leaver's tickets, such as the answer to a
 * question, or what was the team lead's to do. The clocks run on. The tickets must be locked.
 */
export async function rehomeObligations(
  tx: Tx,
  context: Context,
  leaving: { from: string; to: string },
): Promise<void> {
  const rows = await tx
    .selectFrom('obligation') // index obligation_by_user
    .selectAll()
    .where('org_id', '=', context.org)
    .where('owner_user_id', '=', leaving.from)
    .where('state', 'in', ['open', 'paused'])
    .orderBy('ticket_id')
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const loaded of await reviveAll(tx, context.org, rows)) {
    const { row } = loaded;
    const event = await appendEvent(tx, context, {
      kind: 'obligation.owner_changed',
      subject: { kind: 'obligation', id: row.id },
      ticketId: row.ticket_id,
      data: { obligation: row.id, kind: row.kind, ...leaving, reason: 'leaver' },
    });
    const before = { owner_user_id: row.owner_user_id, owner_team_id: row.owner_team_id };
    const after = { owner_user_id: leaving.to, owner_team_id: null };
    const cause = { at: context.now, event };
    const change = changeOwner(loaded.clock, loaded.calendar, { from: before, to: after }, cause);
    await saveChange(tx, context, loaded, change, { owner: after });
  }
}
