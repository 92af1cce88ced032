import type { Context } from '../../context.ts';
import type { Tx } from '../../tables.ts';
import { facts } from './facts.ts';
import type { Arrival } from './take-in.ts';
import type { Judgement } from './verdict.ts';

/** Writes into the locked row of the journal what became of a mail: it is done. */
export async function recordJudgement(
  tx: Tx,
  context: Context,
  { row, mail, mailboxes }: Arrival,
  judgement: Judgement,
): Promise<void> {
  await tx
    .updateTable('mail_in')
    .set({
      ...facts(mail),
      state: 'done',
      next_at: null,
      error: null,
      mailbox_id: mailboxes[0]?.id ?? row.mailbox_id,
      mailboxes: mailboxes.map((mailbox) => mailbox.id),
      verdict: judgement.verdict,
      reason: JSON.stringify(judgement.reason),
      ticket_id: judgement.ticketId ?? null,
      message_id: judgement.messageId ?? null,
      duplicate_of: judgement.duplicateOf ?? null,
      processed_at: context.now,
    })
    .where('org_id', '=', context.org)
    .where('id', '=', row.id)
    .execute();
}
