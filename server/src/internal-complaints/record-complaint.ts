import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { openObligation } from '../obligations/open-obligation.ts';
import { whoLeads } from '../obligations/who-leads.ts';
import { requireActiveUser } from '../people/find-people.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, invalid, ruleRefused } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { findTicket } from '../tickets/find-ticket.ts';

export interface NewComplaint {
  unit_id: string;
  person_id?: string | undefined;
  facts: string;
}

const answerIn = { business_days: 2 } as const;

/**
 * FCR-04: the first-contact owner of a ticket puts on record that a department, or somebody of it, does not help. It goes to the
 * responsible manager, who owes an answer: the nearest head of that department or above, who is neither the one who records it nor
 * the one it is about. Nothing of it stands on the ticket or in events. Gives its id.
 */
export async function recordComplaint(
  tx: Tx,
  context: Context,
  number: number,
  input: NewComplaint,
): Promise<string> {
  const ticket = await findTicket(tx, context, number);
  const { userId } = viewerOf(context);
  if (ticket.first_contact_owner_id !== userId) throw ruleRefused('complaint_by_owner_only', 'FCR-04');
  if (!context.configuration.unit(input.unit_id)) throw invalid('unit_id', 'unit_unknown');
  if (input.person_id) await requireActiveUser(tx, context, input.person_id, 'person_id');
  const { heads } = await whoLeads(tx, context, { unitId: input.unit_id, teamId: null });
  const manager = heads.find((head) => head !== userId && head !== input.person_id);
  if (manager === undefined) throw conflict('no_head_above');
  const id = newId(context.now);
  // who reads all events learns that there is one, and nothing of it
  const eventId = await appendEvent(tx, context, {
    kind: 'internal_complaint.recorded',
    subject: { kind: 'internal_complaint', id },
    data: { complaint: id },
  });
  const { row } = await openObligation(tx, context, {
    kind: 'internal_complaint',
    subject: { kind: 'internal_complaint', id },
    ticketId: null,
    unitId: input.unit_id,
    owner: { owner_user_id: manager, owner_team_id: null },
    terms: { target: answerIn, warnings: [{ share: 0.5 }], escalations: [] },
    eventId,
  });
  await tx
    .insertInto('internal_complaint')
    .values({
      org_id: context.org,
      id,
      ticket_id: ticket.id,
      unit_id: input.unit_id,
      person_id: input.person_id ?? null,
      facts: input.facts,
      recorded_by: userId,
      recorded_at: context.now,
      obligation_id: row.id,
      answer: null,
      answered_at: null,
    })
    .execute();
  await notify(tx, context, {
    users: [manager],
    kind: 'internal_complaint.recorded',
    ticketId: null,
    obligationId: row.id,
    eventId,
  });
  return id;
}
