import { randomBytes } from 'node:crypto';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { digestPayload, type EventContext, type NewEvent } from './append-event.ts';

const together = 1000; // rows of one statement

/** Appends many events in their order, as `appendEvent` does one: for imports and other work on sets. */
export async function appendEvents(
  tx: Tx,
  context: EventContext,
  events: readonly NewEvent[],
): Promise<void> {
  const rows = events.map((event) => {
    const salt = event.payload ? randomBytes(16) : null;
    return { event, id: event.id ?? newId(context.now), salt };
  });
  for (let from = 0; from < rows.length; from += together) {
    const part = rows.slice(from, from + together);
    await tx
      .insertInto('event')
      .values(
        part.map(({ event, id, salt }) => ({
          org_id: context.org,
          id,
          kind: event.kind,
          at: context.now,
          actor_kind: context.actor.kind,
          actor_id: context.actor.id,
          subject_kind: event.subject.kind,
          subject_id: event.subject.id,
          ticket_id: event.ticketId ?? null,
          data: JSON.stringify({ ...event.data, ...context.cause }),
          payload_digest: salt && event.payload ? digestPayload(salt, event.payload) : null,
          policy_version: context.configuration.policyVersion,
          request_id: context.requestId,
        })),
      )
      .execute();
    const payloads = part.flatMap(({ event, id, salt }) =>
      salt && event.payload
        ? [{ org_id: context.org, event_id: id, salt, body: JSON.stringify(event.payload) }]
        : [],
    );
    if (payloads.length > 0) await tx.insertInto('event_payload').values(payloads).execute();
  }
}
