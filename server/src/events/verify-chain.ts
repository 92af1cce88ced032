import type { Tx } from '../tables.ts';
import { digestPayload } from './append-event.ts';
import { chainAfter } from './chain.query.ts';
import { type ChainedEvent, genesis, hashOf } from './chain.ts';

export interface ChainVerdict {
  /** position of the last event that was found right */
  position: number;
  /** what is wrong, in a sentence; empty when everything is right */
  findings: string[];
}

const batchSize = 2_000;
const patience = 60_000; // ms; an event without a position for longer than this is not just about to get it

/**
 * Walks the whole ledger: positions 1 to head without a gap, every hash, every payload that is not erased, and no event
 * left without a position. The walk ends at the first mismatch, since nothing after it can be trusted.
 */
export async function verifyChain(tx: Tx, org: number, now: Date): Promise<ChainVerdict> {
  const verdict = await walk(tx, org);
  const waiting = await tx
    .selectFrom('event')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('org_id', '=', org)
    .where('position', 'is', null)
    .where('at', '<', new Date(now.getTime() - patience))
    .executeTakeFirstOrThrow();
  if (waiting.count > 0)
    verdict.findings.push(`${waiting.count} events have waited for a position for more than a minute.`);
  return verdict;
}

async function walk(tx: Tx, org: number): Promise<ChainVerdict> {
  let position = 0;
  let hash: Buffer = genesis;
  for (;;) {
    const events = await chainAfter(tx, org, position, batchSize);
    for (const event of events) {
      const expected = position + 1;
      if (event.position !== expected)
        return broken(position, `position ${expected} is missing; the next one is ${event.position}`);
      const right = hashOf(hash, expected, event);
      if (!event.hash || !right.equals(event.hash))
        return broken(position, `the event ${event.id} at position ${expected} does not match its hash`);
      const payload = payloadProblem(event);
      if (payload) return broken(position, `the event ${event.id} at position ${expected} ${payload}`);
      position = expected;
      hash = right;
    }
    if (events.length < batchSize) break;
  }
  const head = await tx.selectFrom('ledger_head').selectAll().where('org_id', '=', org).executeTakeFirst();
  if ((head?.position ?? 0) !== position)
    return broken(position, `the head stands at ${head?.position ?? 0}, but the last event at ${position}`);
  if (head && !head.hash.equals(hash))
    return broken(position, 'the hash of the head is not that of the last event');
  return { position, findings: [] };
}

function payloadProblem(
  event: ChainedEvent & { salt: Buffer | null; body: Record<string, unknown> | null; erased_at: Date | null },
): string | null {
  if (!event.payload_digest) return event.salt ? 'has a payload that the chain does not cover' : null;
  if (!event.salt) return 'has lost its payload';
  if (event.body === null) return event.erased_at ? null : 'has lost the body of its payload';
  return digestPayload(event.salt, event.body).equals(event.payload_digest)
    ? null
    : 'does not match the digest of its payload';
}

function broken(position: number, what: string): ChainVerdict {
  return { position, findings: [`The chain is right up to position ${position}; then ${what}.`] };
}
