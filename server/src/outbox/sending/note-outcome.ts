import type { App, Context } from '../../context.ts';
import type { OutboxRow } from './claim-mail.ts';
import type { Outcome } from './connection.ts';
import { tellOfMail } from './tell-of-mail.ts';

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
/** How long to wait after the first, second … time that a mail was not taken; after the last one it has failed. */
export const delays = [
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
];

/** Notes what became of an attempt. Also when it was meanwhile taken for cut off, for the one who made it knows better. */
export async function noteOutcome(
  app: App,
  systemContext: () => Promise<Context>,
  row: OutboxRow,
  { result, answer, mailId }: Outcome,
): Promise<void> {
  const context = await systemContext();
  const { now } = context;
  const delay = result === 'later' ? delays[row.attempts - 1] : undefined;
  const state =
    result === 'sent' || result === 'unknown' ? result : delay === undefined ? 'failed' : 'queued';
  await app.db.transaction().execute(async (tx) => {
    const noted = await tx
      .updateTable('outbox')
      .set({
        state,
        answer,
        attempted_by: null,
        ...(mailId === undefined ? {} : { mail_id: mailId }),
        sent_at: state === 'sent' ? now : null,
        next_at: delay === undefined ? null : new Date(now.getTime() + delay),
      })
      .where('org_id', '=', app.org)
      .where('id', '=', row.id)
      .where('attempts', '=', row.attempts)
      .where('state', 'in', ['attempting', 'unknown'])
      .returningAll()
      .executeTakeFirst();
    if (noted && (state === 'failed' || state === 'unknown')) await tellOfMail(tx, context, noted);
  });
  if (state === 'failed' || state === 'unknown') app.ledgerGrew();
}

/** No connection was to be had: what is due by that way waits a little, and says why. */
export async function noteNoConnection(
  app: App,
  mailboxes: readonly (string | null)[],
  answer: string,
  failures: number,
): Promise<void> {
  const now = app.clock.now();
  const delay = Math.min(5 * minute, 5 * second * 2 ** Math.min(failures, 10));
  const ids = mailboxes.filter((id) => id !== null);
  await app.db
    .updateTable('outbox')
    .set({ answer, next_at: new Date(now.getTime() + delay) })
    .where('org_id', '=', app.org)
    .where('state', '=', 'queued')
    .where('next_at', '<=', now)
    .where((where) =>
      where.or([
        ...(ids.length > 0 ? [where('mailbox_id', 'in', ids)] : []),
        ...(mailboxes.includes(null) ? [where('mailbox_id', 'is', null)] : []),
      ]),
    )
    .execute();
}
