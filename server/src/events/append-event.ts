import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import { canonicalJson } from './canonical-json.ts';

export interface NewEvent {
  /** made beforehand when rows written earlier in the transaction must cite it */
  id?: string;
  /** `thing.event`, such as `ticket.transferred` */
  kind: string;
  subject: { kind: string; id: string };
  ticketId?: string | null;
  /** ids, choices, digests, moments: nothing that a person wrote */
  data?: Record<string, unknown>;
  /** free text and personal data; erasable, the chain covers only its salted digest */
  payload?: Record<string, unknown>;
}

/** What an event says of its surroundings; the set-up has no more than this. */
export type EventContext = Pick<Context, 'org' | 'now' | 'actor' | 'configuration' | 'requestId' | 'cause'>;

const insertEvent = `
  insert into event (org_id, id, kind, at, actor_kind, actor_id, subject_kind, subject_id, ticket_id, data, payload_digest, policy_version, request_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;
const insertBoth = `
  with event as (${insertEvent})
  insert into event_payload (org_id, event_id, salt, body) values ($1, $2, $14, $15)`;

/** Appends an event to the ledger, in the transaction that changes the rows it tells of. Gives its id. */
export async function appendEvent(tx: Tx, context: EventContext, event: NewEvent): Promise<string> {
  const id = event.id ?? newId(context.now);
  const salt = event.payload ? randomBytes(16) : null;
  const digest = salt && event.payload ? digestPayload(salt, event.payload) : null;
  const values = [
    context.org,
    id,
    event.kind,
    context.now,
    context.actor.kind,
    context.actor.id,
    event.subject.kind,
    event.subject.id,
    event.ticketId ?? null,
    JSON.stringify({ ...event.data, ...context.cause }),
    digest,
    context.configuration.policyVersion,
    context.requestId,
  ];
  if (event.payload) await query(tx, insertBoth, [...values, salt, JSON.stringify(event.payload)]);
  else await query(tx, insertEvent, values);
  return id;
}

/** Appends many events in one statement; they carry no payload. */
export async function appendEvents(
  tx: Tx,
  context: EventContext,
  events: readonly (Omit<NewEvent, 'payload'> & { id: string })[],
): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insertInto('event')
    .values(
      events.map((event) => ({
        org_id: context.org,
        id: event.id,
        kind: event.kind,
        at: context.now,
        actor_kind: context.actor.kind,
        actor_id: context.actor.id,
        subject_kind: event.subject.kind,
        subject_id: event.subject.id,
        ticket_id: event.ticketId ?? null,
        data: JSON.stringify({ ...event.data, ...context.cause }),
        policy_version: context.configuration.policyVersion,
        request_id: context.requestId,
        payload_digest: null,
        position: null,
        hash: null,
      })),
    )
    .execute();
}

/** The digest of a payload that the chain covers: SHA-256 over the salt and the canonical JSON. */
export function digestPayload(salt: Buffer, payload: Record<string, unknown>): Buffer {
  return createHash('sha256').update(salt).update(canonicalJson(payload)).digest();
}
