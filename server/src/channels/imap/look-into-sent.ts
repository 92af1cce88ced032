import { MailFault } from '../../mailboxes/connection/faults.ts';
import { turnedUp, unknownOf } from '../../outbox/turned-up.ts';
import { inTransaction } from '../../platform/http/pipeline.ts';
import type { Fetching } from './take-new-mail.ts';

/**
 * Looks into the account's folder of sent mail for those of which it is not known whether they have left: what lies
 * there has. Does nothing where no folder is named or nothing is unknown. Gives what was wrong: no reason to leave new
 * mail where it is.
 */
export async function lookIntoSent(fetching: Fetching): Promise<MailFault | null> {
  const { intake, client, mailbox, receive } = fetching;
  if (!receive.sent_folder) return null;
  const unknown = await unknownOf(intake.app, mailbox.id);
  if (unknown.length === 0) return null;
  try {
    await client.mailboxOpen(receive.sent_folder, { readOnly: true });
  } catch (error) {
    if (!client.usable) throw error;
    return new MailFault('folder_missing', receive.sent_folder);
  }
  const found: string[] = [];
  for (const id of unknown) {
    const there = await client.search({ header: { 'message-id': `<${id}>` } }, { uid: true });
    if (there && there.length > 0) found.push(id);
  }
  if (found.length === 0) return null;
  const context = await intake.systemContext();
  await inTransaction(intake.app, (tx) => turnedUp(tx, context, found, 'sent_folder'));
  intake.app.ledgerGrew();
  return null;
}
