import type { LedgerEvent } from '@shouwen/api';
import type { Tx } from '../tables.ts';
import { ledgerAfter, ledgerOf } from './ledger.query.ts';

/** An event at its position, as readers of the ledger work on it. */
export interface PlacedEvent {
  position: number;
  id: string;
  kind: string;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  subject_kind: string;
  subject_id: string;
  ticket_id: string | null;
  data: Record<string, unknown>;
  policy_version: string | null;
  hash: Buffer;
  /** number of the ticket */
  ticket: number | null;
  /** whether the ticket is confidential now; null without a ticket */
  confidential: boolean | null;
}
type Row = Awaited<ReturnType<typeof ledgerAfter>>[number];

/** The events after a position, in order and without a gap. */
export async function eventsAfter(tx: Tx, org: number, after: number, limit: number): Promise<PlacedEvent[]> {
  return (await ledgerAfter(tx, org, after, { limit })).map(placed);
}

/** Some events by id, as far as they have a position. */
export async function eventsById(tx: Tx, org: number, ids: string[]): Promise<PlacedEvent[]> {
  return ids.length === 0 ? [] : (await ledgerOf(tx, org, ids)).map(placed);
}

/** Position of the last event that has one; 0 before the first. */
export async function ledgerHead(tx: Tx, org: number): Promise<number> {
  const head = await tx
    .selectFrom('ledger_head')
    .select('position')
    .where('org_id', '=', org)
    .executeTakeFirst();
  return head?.position ?? 0;
}

export function placed(row: Row): PlacedEvent {
  const { position, hash, ...rest } = row;
  if (position === null || hash === null) throw new Error(`event ${row.id} has no position`);
  return { ...rest, position, hash };
}

/** An event as integrations read it. */
export function presentEvent(event: PlacedEvent): LedgerEvent {
  return {
    position: event.position,
    id: event.id,
    kind: event.kind,
    at: event.at.toISOString(),
    actor: { kind: event.actor_kind, id: event.actor_id },
    subject: { kind: event.subject_kind, id: event.subject_id },
    ticket: event.ticket,
    data: event.data,
    policy_version: event.policy_version,
    hash: event.hash.toString('hex'),
  };
}
