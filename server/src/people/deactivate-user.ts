import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { lockInstructionsHeldBy, rehomeInstructions } from '../instructions/rehome-instructions.ts';
import { notify } from '../notifications/notify.ts';
import { rehomeObligations } from '../obligations/rehome-obligations.ts';
import { conflict, invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { lockTicketsHeldBy, rehomeTickets } from '../tickets/rehome-tickets.ts';
import { rehomeViews } from '../views/rehome-views.ts';
import { rehomeWebhooks } from '../webhooks/rehome-webhooks.ts';
import { revokeApiKeys } from './api-keys.ts';
import { requireActiveUser } from './find-people.ts';
import { type HeldThings, holdingsOf, isEmpty } from './holdings.query.ts';
import { requireAdministrator } from './last-administrator.ts';
import { findManaged, lockManaged, type UserRow } from './lock-people.ts';
import { type Leaving, rehomeLeadership, rehomeReports } from './rehome-people.ts';
import { voidResetLinks } from './reset-link.ts';
import { endSessions } from './sessions.ts';

export interface Deactivation {
  successor_id: string;
  reason?: string | undefined;
}

/** What a person holds, before anything is done about it. */
export async function showHoldings(tx: Tx, context: Context, id: string): Promise<HeldThings> {
  await findManaged(tx, context, id);
  return holdingsOf(tx, context, id);
}

/**
 * Deactivates a leaver and gives what the leaver holds to a successor, in one step: open tickets, first-contact
 * ownership, obligations, requests for instruction, tasks, questions, shared views, webhooks, teams, units and reports; private views go, keys
 * are revoked, sessions ended. Gives what was moved. Throws `Refusal` when no administrator would be left.
 */
export async function deactivateUser(
  tx: Tx,
  context: Context,
  id: string,
  input: Deactivation,
): Promise<HeldThings> {
  const { row } = await lockManaged(tx, context, id);
  if (row.state === 'deactivated') throw conflict('user_deactivated');
  if (input.successor_id === id) throw invalid('successor_id', 'successor_is_leaver');
  const leaving: Leaving = { from: id, to: input.successor_id };
  await lockHands(tx, context, leaving);
  const held = await holdingsOf(tx, context, id);
  const eventId = await appendEvent(tx, context, {
    kind: 'user.deactivated',
    subject: { kind: 'user', id },
    data: { successor: leaving.to, held: countsOf(held) },
    ...(input.reason ? { payload: { reason: input.reason } } : {}),
  });
  await closeAccount(tx, context, row, leaving.to, held);
  await rehomeLeadership(tx, context, leaving, held);
  await rehomeTickets(tx, context, { ...leaving, reason: input.reason });
  await rehomeInstructions(tx, context, leaving);
  await rehomeObligations(tx, context, leaving);
  await rehomeViews(tx, context, leaving);
  await rehomeWebhooks(tx, context, leaving);
  const left = await holdingsOf(tx, context, id);
  if (!isEmpty(left)) throw new Error(`a leaver still holds ${JSON.stringify(countsOf(left))}`);
  await notify(tx, context, { users: [leaving.to], kind: 'user.deactivated', ticketId: null, eventId });
  return held;
}

/**
 * Locks what passes from hand to hand: tickets first, as everywhere, then requests for instruction, the teams that the leaver leads, then both
 * people. Whoever gives the leaver something at this moment holds one of these rows: it is either there before and
 * counted, or comes after and finds the leaver gone. What came while we waited for the rows is locked at the end.
 */
async function lockHands(tx: Tx, context: Context, { from, to }: Leaving): Promise<void> {
  await lockTicketsHeldBy(tx, context, from);
  await lockInstructionsHeldBy(tx, context, from);
  await tx
    .selectFrom('team')
    .select('id')
    .where('org_id', '=', context.org)
    .where('lead_id', '=', from)
    .orderBy('id')
    .forUpdate()
    .execute();
  const leaverRow = tx
    .selectFrom('user_account')
    .select('id')
    .where('org_id', '=', context.org)
    .where('id', '=', from)
    .forUpdate();
  if (from < to) await leaverRow.execute();
  await requireActiveUser(tx, context, to, 'successor_id');
  if (from > to) await leaverRow.execute();
  await lockTicketsHeldBy(tx, context, from);
}

async function closeAccount(
  tx: Tx,
  context: Context,
  leaver: UserRow,
  successor: string,
  held: HeldThings,
): Promise<void> {
  await rehomeReports(tx, context, leaver, successor, held);
  await tx
    .updateTable('user_account')
    .set({
      state: 'deactivated',
      deactivated_at: context.now,
      successor_id: successor,
      reports_to_id: null,
      version: leaver.version + 1,
    })
    .where('org_id', '=', context.org)
    .where('id', '=', leaver.id)
    .execute();
  await requireAdministrator(tx, context);
  await endSessions(tx, context, leaver.id);
  await revokeApiKeys(tx, context, leaver.id);
  await voidResetLinks(tx, context, leaver.id);
}

function countsOf(held: HeldThings): Record<string, number> {
  return Object.fromEntries(
    Object.entries(held).map(([name, value]) => [name, Array.isArray(value) ? value.length : value]),
  );
}
