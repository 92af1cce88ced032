import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { StartError } from './errors.ts';
import { core } from './migrations/0001-core.ts';
import { search } from './migrations/0002-search.ts';
import { lists } from './migrations/0003-lists.ts';
import { bulkChanges } from './migrations/0004-bulk-changes.ts';
import { formattedText } from './migrations/0005-formatted-text.ts';
import { counters } from './migrations/0006-counters.ts';
import { calendars } from './migrations/0007-calendars.ts';
import { pendingReplies } from './migrations/0008-pending-replies.ts';
import { signIn } from './migrations/0009-sign-in.ts';
import { reading } from './migrations/0010-reading.ts';
import { figures } from './migrations/0011-figures.ts';
import { notificationCentre } from './migrations/0012-notification-centre.ts';
import { servicePolicies } from './migrations/0013-service-policies.ts';
import { escalationActions } from './migrations/0014-escalation-actions.ts';
import { customerTier } from './migrations/0015-customer-tier.ts';
import { coarseCounters } from './migrations/0016-coarse-counters.ts';
import { instructions } from './migrations/0017-instructions.ts';
import { automation } from './migrations/0018-automation.ts';
import { assignment } from './migrations/0019-assignment.ts';
import { totals } from './migrations/0020-totals.ts';
import { sampleData } from './migrations/0021-sample-data.ts';
import { arrivalsAndProofs } from './migrations/0022-arrivals-and-proofs.ts';
import { internalComplaints } from './migrations/0023-internal-complaints.ts';
import { schedules } from './migrations/0024-schedules.ts';
import { mail } from './migrations/0025-mail.ts';

/** One step of the schema. Append-only once landed: the digest of a landed one is checked at every start. */
export interface Migration {
  version: number;
  name: string;
  sql: string;
}
export const migrations: readonly Migration[] = [
  core,
  search,
  lists,
  bulkChanges,
  formattedText,
  counters,
  calendars,
  pendingReplies,
  signIn,
  reading,
  figures,
  notificationCentre,
  servicePolicies,
  escalationActions,
  customerTier,
  coarseCounters,
  instructions,
  automation,
  assignment,
  totals,
  sampleData,
  arrivalsAndProofs,
  internalComplaints,
  schedules,
  mail,
];

const migrationLock = 7_301_001; // advisory lock: nodes that start at once migrate one after the other

/**
 * Brings the schema up to date, each migration in its own transaction. Safe with several nodes starting at once.
 * Throws `StartError` when the database was made by a newer version or a landed migration was altered.
 */
export async function migrate(pool: Pool, now: Date, upTo = Number.POSITIVE_INFINITY): Promise<number[]> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    try {
      return await applyMissing(client, now, upTo);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    client.release();
  }
}

async function applyMissing(client: PoolClient, now: Date, upTo: number): Promise<number[]> {
  await client.query(`create table if not exists schema_migration (
    version int primary key, name text not null, digest text not null, applied_at timestamptz not null)`);
  const { rows } = await client.query<{ version: number; digest: string }>(
    'select version, digest from schema_migration',
  );
  const applied = new Map(rows.map((row) => [row.version, row.digest]));
  const newest = Math.max(...migrations.map((migration) => migration.version));
  for (const version of applied.keys()) {
    if (version > newest)
      throw new StartError(
        `The database has schema version ${version}, but this program knows versions up to ${newest}: start a newer one.`,
      );
  }
  const done: number[] = [];
  for (const migration of migrations) {
    const digest = createHash('sha256').update(migration.sql).digest('hex');
    const known = applied.get(migration.version);
    if (known !== undefined && known !== digest) {
      throw new StartError(
        `Migration ${migration.version} (${migration.name}) differs from the one that this database was made with.`,
      );
    }
    if (known !== undefined || migration.version > upTo) continue;
    await apply(client, migration, digest, now);
    done.push(migration.version);
  }
  return done;
}

async function apply(client: PoolClient, migration: Migration, digest: string, now: Date): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query(
      'insert into schema_migration (version, name, digest, applied_at) values ($1, $2, $3, $4)',
      [migration.version, migration.name, digest, now],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
