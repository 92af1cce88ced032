import { sql } from 'kysely';
import type { App, Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { Refusal } from '../platform/errors.ts';
import type { Db, Tx } from '../tables.ts';
import { normaliseAddress } from './addresses.ts';

export const triesAllowed = 5;
const lockedFor = 15 * 60_000;
const keptFor = 24 * 3_600_000;

/**
 * Counts a try before the password is looked at, so that of any number of tries at once only five get through. An
 * address is locked for a quarter of an hour by the fifth try without success; tries a quarter of an hour apart do not
 * add up. Addresses that nobody has are counted alike: the answer does not tell who exists. Must be committed whatever
 * the try leads to. Gives the number of the try. Throws `Refusal` 429 while locked.
 */
export async function countTry(tx: Tx, context: Context, email: string): Promise<number> {
  const { org, now } = context;
  const locked = new Date(now.getTime() + lockedFor);
  const stale = new Date(now.getTime() - lockedFor);
  const { rows } = await sql<{ failures: number; locked_until: Date | null }>`
    insert into sign_in_failure as f (org_id, address_digest, failures, last_at, locked_until)
    values (${org}, ${digestOf(context.app, email)}, 1, ${now}, null)
    on conflict (org_id, address_digest) do update set
      failures = case when ${isOver(now, stale)} then 1 else f.failures + 1 end,
      last_at = ${now},
      locked_until = case
        when ${isOver(now, stale)} then null
        when f.failures + 1 = ${triesAllowed} then ${locked}
        else f.locked_until end
    returning failures, locked_until`.execute(tx);
  const row = rows[0];
  if (!row) throw new Error('a try was not counted');
  if (row.failures === 1) await forgetOld(tx, org, now);
  if (row.failures > triesAllowed && row.locked_until) {
    const minutes = Math.ceil((row.locked_until.getTime() - now.getTime()) / 60_000);
    throw new Refusal('too_many', 'locked_out', { params: { minutes, seconds: minutes * 60 } });
  }
  return row.failures;
}

/** The lock, or the last try, lies back far enough to begin anew. */
const isOver = (now: Date, stale: Date) => sql`(f.locked_until <= ${now}
  or (f.locked_until is null and f.last_at <= ${stale}))`;

/** A success, a new password or an administrator lifts the lock-out. Gives whether there was anything to lift. */
export async function forgetTries(tx: Tx, context: Context, email: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('sign_in_failure')
    .where('org_id', '=', context.org)
    .where('address_digest', '=', digestOf(context.app, email))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Tells of a lock-out when this was the try that led to it. */
export async function tellOfLockOut(db: Db, context: Context, userId: string, tries: number): Promise<void> {
  if (tries !== triesAllowed) return;
  await db
    .transaction()
    .execute((tx) =>
      appendEvent(tx, context, { kind: 'user.locked_out', subject: { kind: 'user', id: userId } }),
    );
}

/** Those of the mail addresses that are locked out at this moment. */
export async function lockedOut(tx: Tx, context: Context, emails: string[]): Promise<Set<string>> {
  if (emails.length === 0) return new Set();
  const byDigest = new Map(emails.map((email) => [digestOf(context.app, email), email]));
  const rows = await tx
    .selectFrom('sign_in_failure')
    .select('address_digest')
    .where('org_id', '=', context.org)
    .where('address_digest', 'in', [...byDigest.keys()])
    .where('locked_until', '>', context.now)
    .execute();
  return new Set(rows.flatMap((row) => byDigest.get(row.address_digest) ?? []));
}

function digestOf(app: App, email: string): string {
  return app.secrets.sign('sign-in tries', normaliseAddress(email));
}

async function forgetOld(tx: Tx, org: number, now: Date): Promise<void> {
  await tx
    .deleteFrom('sign_in_failure') // index sign_in_failure_age
    .where('org_id', '=', org)
    .where('last_at', '<', new Date(now.getTime() - keptFor))
    .execute();
}
