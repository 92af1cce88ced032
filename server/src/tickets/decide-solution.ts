import type { Context } from '../context.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { commentOn, type Decision, decide, mayDecide } from './carry-out-decision.ts';
import { decideMerged } from './decide-merged.ts';
import type { TicketRow } from './find-ticket.ts';

/**
 * The customer confirms the solution, which closes the ticket, or refuses it, which reopens it and brings it back to
 * its first-contact owner (FCR-01, INT-19). Only a solved ticket can be decided on, and by its customer: who only takes
 * part does not close it for others. The ticket must be locked.
 */
export async function decideSolution(
  tx: Tx,
  context: Context,
  before: TicketRow,
  decision: Decision,
): Promise<TicketRow> {
  if (before.merged_into_id) return decideMerged(tx, context, before, decision);
  if (!(await mayDecide(tx, context, before))) throw conflict('nothing_to_decide');
  return decide(tx, context, before, decision.accepted, await commentOn(tx, context, before, decision));
}
