import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { canonicalJson } from './canonical-json.ts';
import type { EventTable } from './tables.ts';

/** What the chain starts from: there is no event before the first. */
export const genesis = Buffer.alloc(32);

/** The columns of an event that its hash covers; what people wrote is covered by the digest of the payload. */
export const chained = [
  'id',
  'kind',
  'at',
  'actor_kind',
  'actor_id',
  'subject_kind',
  'subject_id',
  'ticket_id',
  'data',
  'payload_digest',
  'policy_version',
  'request_id',
] as const;
export type ChainedEvent = Pick<Selectable<EventTable>, (typeof chained)[number]>;

/** The hash of an event at its position: SHA-256 over the hash before it and the canonical JSON of its fields. */
export function hashOf(previous: Buffer, position: number, event: ChainedEvent): Buffer {
  const fields = Object.fromEntries(chained.map((name) => [name, event[name]]));
  const text = canonicalJson({
    ...fields,
    payload_digest: event.payload_digest?.toString('hex') ?? null,
    position,
  });
  return createHash('sha256').update(previous).update(text).digest();
}
