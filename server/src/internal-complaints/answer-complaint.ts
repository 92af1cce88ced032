import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { completeObligation } from '../obligations/end-obligation.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { complaintsOf } from './complaints.query.ts';

/** The responsible manager says what was done about it; whoever recorded it hears of that. */
export async function answerComplaint(tx: Tx, context: Context, id: string, answer: string): Promise<void> {
  const seen = await complaintsOf(tx, context).where('c.id', '=', id).forUpdate('c').executeTakeFirst();
  if (!seen) throw notFound('complaint');
  if (seen.manager_id !== viewerOf(context).userId) throw new Refusal('forbidden', 'not_owed_by_you');
  if (seen.answered_at !== null) throw conflict('complaint_answered');
  const eventId = await appendEvent(tx, context, {
    kind: 'internal_complaint.answered',
    subject: { kind: 'internal_complaint', id },
    data: { complaint: id },
  });
  await completeObligation(tx, context, seen.obligation_id, eventId);
  await tx
    .updateTable('internal_complaint')
    .set({ answer, answered_at: context.now })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  await notify(tx, context, {
    users: [seen.recorded_by],
    kind: 'internal_complaint.answered',
    ticketId: null,
    obligationId: null,
    eventId,
  });
}
