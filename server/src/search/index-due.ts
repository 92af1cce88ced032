import { sql } from 'kysely';
import type { App } from '../context.ts';
import type { Tx } from '../tables.ts';
import { rootsOf } from './sources.query.ts';
import { writeDocuments } from './write-documents.ts';

/** How many marks are worked off together. */
export const writtenAtOnce = 100;
const longestWait = 3_600_000; // ms until a document that could not be written is tried again

interface Claimed {
  ticket_id: string;
  anew: boolean;
}

/** One writer at a time, in whatever process: the later of two could otherwise write what it has read earlier. */
export async function beOnlyWriter(tx: Tx, org: number, wait: boolean): Promise<boolean> {
  const key = sql`hashtextextended(${`search ${org}`}, 5)`;
  if (wait) {
    await sql`select pg_advisory_xact_lock(${key})`.execute(tx);
    return true;
  }
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${key}) as mine`.execute(tx);
  return rows[0]?.mine ?? false;
}

/**
 * Writes the documents of up to a hundred marked tickets. A ticket whose document cannot be written holds up no other:
 * it is noted in the log and tried again later. Gives how many marks were worked off; 0 also when another process is at it.
 */
export async function indexDue(app: App, limit = writtenAtOnce): Promise<number> {
  let claimed: Claimed[] = [];
  try {
    await app.db.transaction().execute(async (tx) => {
      claimed = await claim(tx, app, limit);
      await write(tx, app.org, claimed);
    });
    return claimed.length;
  } catch (error) {
    const [first, ...others] = claimed;
    if (!first) throw error;
    if (others.length > 0) return indexEach(app, claimed);
    await postpone(app, first.ticket_id);
    app.log.warn({ err: error, ticket: first.ticket_id }, 'a ticket cannot be made searchable');
    return 1;
  }
}

/** The claim is taken before anything is read: a change that comes after marks the ticket once more. */
async function claim(tx: Tx, app: App, limit: number, only?: string): Promise<Claimed[]> {
  if (!(await beOnlyWriter(tx, app.org, false))) return [];
  const { rows } = await sql<Claimed>`
    delete from search_due where org_id = ${app.org} and ticket_id in (
      select ticket_id from search_due -- index search_due_order
      where org_id = ${app.org} and (next_at is null or next_at <= ${app.clock.now()})
        and ${only ? sql`ticket_id = ${only}` : sql`true`}
      order by rank, ticket_id limit ${limit})
    returning ticket_id, anew`.execute(tx);
  return rows;
}

async function write(tx: Tx, org: number, claimed: readonly Claimed[]): Promise<void> {
  if (claimed.length === 0) return;
  const ids = claimed.map((one) => one.ticket_id);
  const rootOf = await rootsOf(tx, org, ids);
  const anew = claimed.filter((one) => one.anew).map((one) => rootOf.get(one.ticket_id) ?? one.ticket_id);
  await writeDocuments(tx, org, {
    roots: [...new Set(rootOf.values())],
    gone: ids.filter((id) => rootOf.get(id) !== id),
    anew: new Set(anew),
  });
}

/** The same ticket by ticket, to find the one that fails. */
async function indexEach(app: App, claimed: readonly Claimed[]): Promise<number> {
  let done = 0;
  for (const { ticket_id } of claimed) {
    try {
      await app.db.transaction().execute(async (tx) => {
        const mine = await claim(tx, app, 1, ticket_id);
        await write(tx, app.org, mine);
      });
    } catch (error) {
      await postpone(app, ticket_id);
      app.log.warn({ err: error, ticket: ticket_id }, 'a ticket cannot be made searchable');
    }
    done += 1;
  }
  return done;
}

async function postpone(app: App, ticket: string): Promise<void> {
  const now = app.clock.now();
  await sql`
    update search_due set failures = least(failures + 1, 20),
      next_at = ${now}::timestamptz + least(60000 * (2 ^ least(failures, 10)), ${longestWait}) * interval '1 millisecond'
    where org_id = ${app.org} and ticket_id = ${ticket}`.execute(app.db);
}
