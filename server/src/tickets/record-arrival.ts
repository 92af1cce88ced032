import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { proveArrival } from '../obligations/prove-arrival.ts';
import { requireActiveUser } from '../people/find-people.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from './apply-change.ts';
import { findTicket, lockForWork, type TicketRow } from './find-ticket.ts';
import type { TicketArrivalTable } from './tables.ts';

export type ArrivalRow = Selectable<TicketArrivalTable>;

/** Who came, and when; without a person, whoever records it. */
export interface Arrived {
  at: string;
  user_id?: string | undefined;
}

/**
 * Puts on record that somebody came to the customer's. What is owed until an arrival is done at that moment, not at that of
 * recording. Refuses a moment to come, or before the request.
 */
export async function recordArrival(
  tx: Tx,
  context: Context,
  number: number,
  input: Arrived,
): Promise<ArrivalRow> {
  const ticket = await lockForWork(tx, context, number, 'write');
  const { at, userId } = await checked(tx, context, ticket, input);
  const id = newId(context.now);
  const { eventId } = await applyChange(
    tx,
    context,
    ticket,
    {},
    {
      kind: 'ticket.arrived',
      data: { arrival: id, user: userId, arrived_at: at.toISOString() },
      first: (cause) => proveArrival(tx, context, ticket, { arrivedAt: at, cause }),
    },
  );
  return tx
    .insertInto('ticket_arrival')
    .values({
      org_id: context.org,
      id,
      ticket_id: ticket.id,
      user_id: userId,
      at,
      event_id: eventId,
      recorded_at: context.now,
      recorded_by: context.actor.id,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * Corrects such a record, for a reason that stays with the event; without a moment nobody came. What it proved is proved anew, or
 * owed again.
 */
export async function correctArrival(
  tx: Tx,
  context: Context,
  number: number,
  id: string,
  input: { at: string | null; user_id?: string | undefined; reason: string },
): Promise<ArrivalRow> {
  const ticket = await lockForWork(tx, context, number, 'write');
  const before = (await arrivalsOf(tx, context, ticket.id)).find((one) => one.id === id);
  if (!before) throw notFound('arrival');
  if (before.void) throw conflict('arrival_void');
  const { at, user_id = before.user_id } = input;
  const after = at === null ? null : await checked(tx, context, ticket, { at, user_id });
  const arrivedAt = after?.at ?? null;
  const { eventId } = await applyChange(
    tx,
    context,
    ticket,
    {},
    {
      kind: 'ticket.arrival_corrected',
      data: {
        arrival: id,
        user: after?.userId ?? before.user_id,
        from: before.at.toISOString(),
        arrived_at: arrivedAt?.toISOString() ?? null,
      },
      payload: { reason: input.reason },
      first: (cause) => proveArrival(tx, context, ticket, { arrivedAt, instead: before.event_id, cause }),
    },
  );
  return tx
    .updateTable('ticket_arrival')
    .set({
      ...(after ? { at: after.at, user_id: after.userId } : { void: true }),
      event_id: eventId,
      corrected_at: context.now,
    })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Who came on this ticket, in order of time, with what was recorded by mistake. */
export async function listArrivals(tx: Tx, context: Context, number: number): Promise<ArrivalRow[]> {
  return arrivalsOf(tx, context, (await findTicket(tx, context, number)).id);
}

function arrivalsOf(tx: Tx, context: Context, ticketId: string): Promise<ArrivalRow[]> {
  return tx
    .selectFrom('ticket_arrival') // index ticket_arrival_by_ticket
    .selectAll()
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticketId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

async function checked(tx: Tx, context: Context, ticket: TicketRow, { at: given, user_id }: Arrived) {
  const at = new Date(given);
  if (at > context.now) throw invalid('at', 'arrival_to_come');
  if (at < ticket.opened_at) throw invalid('at', 'arrival_before_request');
  const own = viewerOf(context).userId;
  const userId = user_id ?? own;
  if (userId !== own) await requireActiveUser(tx, context, userId, 'user_id');
  return { at, userId };
}
