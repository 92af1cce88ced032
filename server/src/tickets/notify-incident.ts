import type { BulkResults } from '@shouwen/api';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { affectedBy } from './affected.query.ts';
import { changeTicket } from './change-ticket.ts';
import { eachTicket } from './each-ticket.ts';
import { fillIn } from './fill-in.ts';
import { lockForWork } from './find-ticket.ts';
import { writeMessage } from './write-message.ts';

/**
 * One notice from the master of a mass incident to everybody affected: a reply on each ticket, with its own mails and
 * variables. `status` is set on all of them in the same step, and on the master. Each has its own result.
 */
export async function notifyIncident(
  tx: Tx,
  context: Context,
  number: number,
  notice: { body: string; status?: string | undefined },
): Promise<BulkResults> {
  const master = await lockForWork(tx, context, number, 'write');
  const affected = await affectedBy(tx, context, master.id);
  if (affected.length === 0) throw conflict('no_incident');
  const { status } = notice;
  const { results } = await eachTicket(tx, context, affected, async (one) => {
    const before = await lockForWork(tx, context, one, 'write');
    const body = await fillIn(tx, context, before, notice.body);
    await writeMessage(tx, context, before, { kind: 'reply', body });
    if (status !== undefined) await changeTicket(tx, context, one, { status }, null);
  });
  const told = results.filter((result) => result.ok).map((result) => result.number);
  await appendEvent(tx, context, {
    kind: 'ticket.incident_notified',
    subject: { kind: 'ticket', id: master.id },
    ticketId: master.id,
    data: { affected: affected.length, told },
    payload: { body: notice.body },
  });
  if (status === undefined) return { results };
  const own = await eachTicket(tx, context, [number], () =>
    changeTicket(tx, context, number, { status }, null),
  );
  return { results: [...own.results, ...results] };
}
