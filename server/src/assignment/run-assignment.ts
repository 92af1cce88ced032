import { sql } from 'kysely';
import type { App, Context } from '../context.ts';
import { readOn } from '../events/reader.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';
import { assignOnDuty } from './assign-on-duty.ts';
import { followLedger } from './follow-ledger.ts';
import { nobodyHas } from './waiting.query.ts';

const idleLook = 500; // ms

/** Goes on sharing out until it is stopped. Any number of processes may do this on one database. */
export function startAssignment(app: App, systemContext: () => Promise<Context>): Loop {
  return startLoop({
    name: 'assignment',
    log: app.log,
    step: async () => {
      const read = await readOn(app, systemContext, followLedger);
      const looked = await runAssignment(app, systemContext);
      return read + looked > 0 ? 0 : idleLook;
    },
    rest: 100,
  });
}

/** Looks at every ticket that is due to be shared out, each in a transaction of its own. Gives how many. */
export async function runAssignment(app: App, systemContext: () => Promise<Context>): Promise<number> {
  let count = 0;
  for (;;) {
    const context = await systemContext();
    const one = await app.db.transaction().execute((tx) => assignNext(tx, context));
    if (!one) return count;
    app.ledgerGrew();
    count += 1;
  }
}

/** The one that has waited longest. Its ticket is locked first, as everywhere (index assignment_wait_due). */
async function assignNext(tx: Tx, context: Context): Promise<boolean> {
  const { rows } = await sql<TicketRow & { nudged: number }>`
    select t.*, w.nudged from assignment_wait w join ticket t on t.org_id = w.org_id and t.id = w.ticket_id
    where w.org_id = ${context.org} and w.next_at <= ${context.now}
    order by w.since, w.ticket_id limit 1 for update of t skip locked`.execute(tx);
  const [row] = rows;
  if (!row) return false;
  const { nudged, ...ticket } = row;
  const [still] = await nobodyHas(tx, context.org, { ids: [ticket.id] });
  const done = still ? await assignOnDuty(tx, context, ticket) : null;
  if (done && done.ticket === null) await rest(tx, context, ticket, { again: done.again, nudged });
  else await leaveWait(tx, context, ticket.id);
  return true;
}

/**
 * Stays with the team until somebody becomes available or has room, or the team's calendar opens; not when there has been
 * a reason to look again meanwhile.
 */
async function rest(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  { again, nudged }: { again: Date | null; nudged: number },
): Promise<void> {
  await tx
    .updateTable('assignment_wait')
    .set({ team_id: ticket.team_id, next_at: again })
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticket.id)
    .where('nudged', '=', nudged)
    .execute();
}

async function leaveWait(tx: Tx, context: Context, ticketId: string): Promise<void> {
  await tx
    .deleteFrom('assignment_wait')
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticketId)
    .execute();
}
