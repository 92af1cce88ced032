import type { MailVerdict } from '@shouwen/api';
import type { ReadMail } from '@shouwen/mail';
import type { Context } from '../../context.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import type { Tx } from '../../tables.ts';
import { judge } from './judge.ts';
import { mailboxesOf } from './mailboxes-of.ts';
import { recordJudgement } from './record-judgement.ts';
import type { MailRow } from './same-mail.query.ts';

/** A mail that is being taken in. */
export interface Arrival {
  row: MailRow;
  mail: ReadMail;
  /** of ours that it is for; the first decides where it goes */
  mailboxes: Mailbox[];
  /** a person said that it is a request like any other, whatever its marks */
  asOrdinary: boolean;
}

/**
 * Decides about one pending mail and carries the decision out, with its row locked: whoever else has begun it meanwhile
 * finds it done. Gives the verdict, or `pending` while another process is at it.
 */
export async function takeIn(
  tx: Tx,
  context: Context,
  id: string,
  mail: ReadMail,
  options: { asOrdinary: boolean },
): Promise<MailVerdict | 'pending'> {
  const row = await tx
    .selectFrom('mail_in')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (row?.state !== 'pending') return row?.verdict ?? 'pending';
  const mailboxes = await mailboxesOf(tx, context, row, mail);
  const arrival = { row, mail, mailboxes, asOrdinary: options.asOrdinary };
  const judgement = await judge(tx, context, arrival);
  await recordJudgement(tx, context, arrival, judgement);
  return judgement.verdict;
}
