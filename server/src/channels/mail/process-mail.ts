import type { MailVerdict } from '@shouwen/api';
import { type ReadMail, readMail } from '@shouwen/mail';
import type { App } from '../../context.ts';
import { Refusal } from '../../platform/errors.ts';
import { inTransaction } from '../../platform/http/pipeline.ts';
import { facts } from './facts.ts';
import { rawOf } from './raw-mail.ts';
import type { Intake } from './receive-mail.ts';
import { mostAttempts, waitAfter } from './retries.ts';
import { takeIn } from './take-in.ts';

/**
 * Processes one pending mail of the journal, in one transaction that holds its row: what it does and its verdict are
 * there together or not at all. A failure is noted with a time for the next try; the third puts the mail aside. Gives
 * the verdict, or `pending` while there is none.
 */
export async function processMail(
  intake: Intake,
  id: string,
  options: { raw?: Buffer; asOrdinary?: boolean } = {},
): Promise<MailVerdict | 'pending'> {
  const { app } = intake;
  let mail: ReadMail | null = null;
  try {
    const raw = options.raw ?? (await rawOf(app, id));
    const read = await readMail(raw);
    mail = read;
    const context = await intake.systemContext();
    const verdict = await inTransaction(app, (tx) =>
      takeIn(tx, context, id, read, { asOrdinary: options.asOrdinary ?? false }),
    );
    app.ledgerGrew();
    return verdict;
  } catch (error) {
    return noteFailure(app, id, error, mail);
  }
}

/** Before the set-up there is no team to which anything could go: that is no fault of the mail. */
const notYet = (error: unknown): boolean => error instanceof Refusal && error.code === 'no_team';

async function noteFailure(
  app: App,
  id: string,
  error: unknown,
  mail: ReadMail | null,
): Promise<MailVerdict | 'pending'> {
  const now = app.clock.now();
  app.log.warn({ err: error, mail: id }, 'a mail could not be processed');
  const row = await app.db
    .updateTable('mail_in')
    .set((on) => ({
      attempts: notYet(error) ? on.ref('attempts') : on('attempts', '+', 1),
      error: (error instanceof Error ? error.message : String(error)).replaceAll('\u0000', ''),
      ...(mail ? facts(mail) : {}),
    }))
    .where('org_id', '=', app.org)
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .returning('attempts')
    .executeTakeFirst();
  if (!row) return 'pending';
  const aside = row.attempts >= mostAttempts;
  await app.db
    .updateTable('mail_in')
    .set(
      aside
        ? {
            state: 'quarantined',
            verdict: 'quarantined',
            reason: JSON.stringify({ key: 'failed', times: row.attempts }),
            next_at: null,
            processed_at: now,
          }
        : { next_at: new Date(now.getTime() + waitAfter(Math.max(1, row.attempts))) },
    )
    .where('org_id', '=', app.org)
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute();
  return aside ? 'quarantined' : 'pending';
}
