import { type Selectable, sql } from 'kysely';
import type { App } from '../../context.ts';
import type { Tx } from '../../tables.ts';
import type { OutboxTable } from '../tables.ts';

export type OutboxRow = Selectable<OutboxTable>;

const hour = 3_600_000;
/** After so long nobody waits for a mail that is on its way: whoever has it in hand may be gone without a trace. */
const longestAttempt = 15 * 60_000;
/** As many automatic mails go to one address within an hour; the next one waits. */
export const automaticAnHour = 3;

/** Which mailboxes' mail leaves by one way; null stands for what belongs to none. */
export type MailboxIds = readonly (string | null)[];

/** A mailbox that has mail to be sent now, null for mail that belongs to none, and how much. */
export interface Due {
  mailbox: string | null;
  count: number;
}

/** Which mailboxes have mail to be sent now (index outbox_due). */
export async function mailboxesDue(app: App): Promise<Due[]> {
  return app.db
    .selectFrom('outbox')
    .select(['mailbox_id as mailbox', (expression) => expression.fn.countAll<number>().as('count')])
    .where('org_id', '=', app.org)
    .where('state', '=', 'queued')
    .where('next_at', '<=', app.clock.now())
    .groupBy('mailbox_id')
    .execute();
}

/**
 * Takes the next mail that is due and marks it as being attempted by the process of that sign, which is committed
 * before a byte of it leaves. Automatic mail beyond three an hour to one address is put off. Null when nothing is due.
 */
export async function claimMail(app: App, mailboxes: MailboxIds, alive: number): Promise<OutboxRow | null> {
  for (;;) {
    const now = app.clock.now();
    const claimed = await app.db.transaction().execute(async (tx) => {
      const row = await nextDue(tx, app.org, mailboxes, now);
      if (!row) return null;
      // two processes must neither hand mail to one address over at once, nor both find the last place free
      await sql`select pg_advisory_xact_lock(hashtextextended(${`mail to ${row.recipient_address}`}, 17))`.execute(
        tx,
      );
      if (await isBusy(tx, app.org, row, now)) return row;
      const wait = row.automatic ? await roomAt(tx, app.org, row, now) : null;
      return tx
        .updateTable('outbox')
        .set(
          wait
            ? { next_at: wait }
            : {
                state: 'attempting',
                attempts: row.attempts + 1,
                attempted_at: now,
                attempted_by: alive,
                next_at: null,
              },
        )
        .where('org_id', '=', app.org)
        .where('id', '=', row.id)
        .returningAll()
        .executeTakeFirstOrThrow();
    });
    if (claimed === null || claimed.state === 'attempting') return claimed;
  }
}

function nextDue(tx: Tx, org: number, mailboxes: MailboxIds, now: Date): Promise<OutboxRow | undefined> {
  const ids = mailboxes.filter((id) => id !== null);
  return tx
    .selectFrom('outbox as o') // index outbox_due
    .selectAll('o')
    .where('o.org_id', '=', org)
    .where('o.state', '=', 'queued')
    .where('o.next_at', '<=', now)
    .where((where) =>
      where.or([
        ...(ids.length > 0 ? [where('o.mailbox_id', 'in', ids)] : []),
        ...(mailboxes.includes(null) ? [where('o.mailbox_id', 'is', null)] : []),
      ]),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('outbox as x') // index outbox_attempting
            .whereRef('x.org_id', '=', 'o.org_id')
            .whereRef('x.recipient_address', '=', 'o.recipient_address')
            .where('x.state', '=', 'attempting')
            .where('x.attempted_at', '>', new Date(now.getTime() - longestAttempt)),
        ),
      ),
    )
    .orderBy('o.next_at')
    .orderBy('o.id')
    .limit(1)
    .forUpdate('o')
    .skipLocked()
    .executeTakeFirst();
}

/**
 * Whether another mail is on its way to the same address, or is to go first: one after the other, so that they arrive
 * as they were written.
 */
async function isBusy(tx: Tx, org: number, row: OutboxRow, now: Date): Promise<boolean> {
  const other = await tx
    .selectFrom('outbox') // indexes outbox_attempting, outbox_due
    .select('id')
    .where('org_id', '=', org)
    .where('recipient_address', '=', row.recipient_address)
    .where((where) =>
      where.or([
        where.and([
          where('state', '=', 'attempting'),
          where('attempted_at', '>', new Date(now.getTime() - longestAttempt)),
        ]),
        where.and([
          where('state', '=', 'queued'),
          where('mailbox_id', row.mailbox_id === null ? 'is' : '=', row.mailbox_id),
          where('next_at', '<=', now),
          where(where.refTuple('next_at', 'id'), '<', where.tuple(row.next_at ?? now, row.id)),
        ]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** When there is room for one more automatic mail to an address; null when there is now (index outbox_automatic). */
async function roomAt(tx: Tx, org: number, row: OutboxRow, now: Date): Promise<Date | null> {
  const earlier = await tx
    .selectFrom('outbox')
    .select('attempted_at')
    .where('org_id', '=', org)
    .where('automatic', '=', true)
    .where('recipient_address', '=', row.recipient_address)
    .where('id', '!=', row.id)
    .where('attempted_at', '>', new Date(now.getTime() - hour))
    .orderBy('attempted_at', 'desc')
    .offset(automaticAnHour - 1)
    .limit(1)
    .executeTakeFirst();
  return earlier?.attempted_at ? new Date(earlier.attempted_at.getTime() + hour) : null;
}
