import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../tables.ts';
import { conflict, Refusal } from '../errors.ts';
import type { Secrets } from '../secrets.ts';

export interface IdempotentRequest {
  org: number;
  /** key owner: session, API key, link or address */
  owner: string;
  route: string;
  key: string;
  body: unknown;
  now: Date;
  /** seals the stored answer: it may hold a key or a link that is shown once */
  secrets: Secrets;
}
export interface StoredAnswer {
  status: number;
  body: unknown;
  etag: string | null;
}
const keptFor = 24 * 3_600_000;

/**
 * The answer given to an earlier request with the same key, or null when this is the first. The lock is held to the
 * end of the transaction that does the work and stores its answer, so a kill leaves either both or neither.
 * Throws `Refusal`: 409 while the first is in flight, 422 when the key came with another body.
 */
export async function earlierAnswer(tx: Tx, request: IdempotentRequest): Promise<StoredAnswer | null> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${request.org} ${request.owner} ${request.route} ${request.key}`}, 7)) as locked`.execute(
    tx,
  );
  if (!rows[0]?.locked) throw conflict('request_in_flight');
  const stored = await tx
    .selectFrom('idempotency_key')
    .selectAll()
    .where('org_id', '=', request.org)
    .where('owner', '=', request.owner)
    .where('route', '=', request.route)
    .where('key', '=', request.key)
    .executeTakeFirst();
  if (!stored) return null;
  if (request.now.getTime() - stored.created_at.getTime() > keptFor) {
    await tx
      .deleteFrom('idempotency_key')
      .where('org_id', '=', request.org)
      .where('owner', '=', request.owner)
      .where('route', '=', request.route)
      .where('key', '=', request.key)
      .execute();
    return null;
  }
  if (!stored.request_hash.equals(hashBody(request.body))) {
    throw new Refusal('invalid', 'idempotency_key_reused', {
      errors: [
        { field: 'Idempotency-Key', message: 'idempotency_key_reused', code: 'idempotency_key_reused' },
      ],
    });
  }
  const body: unknown = JSON.parse(request.secrets.decrypt(stored.response));
  return { status: stored.status, body, etag: stored.etag };
}

/** Stores the answer beside the work, in the same transaction. */
export async function storeAnswer(tx: Tx, request: IdempotentRequest, answer: StoredAnswer): Promise<void> {
  await tx
    .insertInto('idempotency_key')
    .values({
      org_id: request.org,
      owner: request.owner,
      route: request.route,
      key: request.key,
      request_hash: hashBody(request.body),
      status: answer.status,
      response: request.secrets.encrypt(JSON.stringify(answer.body ?? null)),
      etag: answer.etag,
      created_at: request.now,
    })
    .execute();
}

/** Forgets answers older than a day. Gives how many. */
export async function forgetOldAnswers(db: Tx, org: number, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('idempotency_key')
    .where('org_id', '=', org)
    .where('created_at', '<', new Date(now.getTime() - keptFor))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function hashBody(body: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest();
}
