import type { PlacedEvent } from '../events/read-ledger.ts';
import type { LedgerReader } from '../events/reader.ts';
import type { Tx } from '../tables.ts';
import { anythingShared, nobodyHas } from './waiting.query.ts';
import { wakeTeamsOf } from './wake-teams.ts';

/**
 * Reads the ledger: tickets that nobody has come into the wait of a team that shares out, those that somebody has leave
 * it; and when somebody becomes available or has less to do, their teams look again.
 */
export const followLedger: LedgerReader = {
  name: 'assignment',
  async handle(tx, context, events) {
    if (!(await anythingShared(tx, context.org))) return;
    const touched = events.filter((event) => event.kind === 'ticket.opened' || changesHands(event));
    const ids = [...new Set(touched.flatMap(({ ticket_id }) => ticket_id ?? []))];
    await putInWait(tx, context.org, ids, context.now);
    await wakeTeamsOf(tx, context.org, await relieved(tx, context.org, events, ids), context.now);
  },
};

/** Whether an event may change who has a ticket, or whether it is anybody's to do. */
function changesHands({ kind, data }: PlacedEvent): boolean {
  if (!kind.startsWith('ticket.')) return false;
  const { changes } = data;
  const named = typeof changes === 'object' && changes !== null ? Object.keys(changes) : [];
  return named.some((name) =>
    ['assignee_id', 'team_id', 'status_category', 'merged_into_id', 'snoozed_until'].includes(name),
  );
}

async function putInWait(tx: Tx, org: number, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const unowned = await nobodyHas(tx, org, { ids });
  const gone = ids.filter((id) => !unowned.some((ticket) => ticket.id === id));
  if (gone.length > 0)
    await tx.deleteFrom('assignment_wait').where('org_id', '=', org).where('ticket_id', 'in', gone).execute();
  if (unowned.length === 0) return;
  await tx
    .insertInto('assignment_wait')
    .values(
      unowned.map(({ id, team_id, opened_at }) => ({
        org_id: org,
        ticket_id: id,
        team_id,
        since: opened_at,
        next_at: now,
      })),
    )
    .onConflict((clash) =>
      clash.columns(['org_id', 'ticket_id']).doUpdateSet((row) => ({
        team_id: row.ref('excluded.team_id'),
        next_at: now,
        nudged: row('assignment_wait.nudged', '+', 1),
      })),
    )
    .execute();
}

/** Those who became available, may take more, or have less to do after these events. */
async function relieved(
  tx: Tx,
  org: number,
  events: readonly PlacedEvent[],
  ids: readonly string[],
): Promise<string[]> {
  const told = events
    .filter(({ kind }) => kind === 'user.duty_changed' || kind === 'user.sharing_changed')
    .map((event) => event.subject_id);
  const left = events.flatMap(({ data }) => {
    const { changes } = data as { changes?: { assignee_id?: { from?: unknown } } };
    const from = changes?.assignee_id?.from;
    return typeof from === 'string' ? [from] : [];
  });
  const ended =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('ticket')
          .select('assignee_id')
          .where('org_id', '=', org)
          .where('id', 'in', ids)
          .where('assignee_id', 'is not', null)
          .where('status_category', 'in', ['resolved', 'closed'])
          .execute();
  return [...new Set([...told, ...left, ...ended.flatMap(({ assignee_id }) => assignee_id ?? [])])];
}
