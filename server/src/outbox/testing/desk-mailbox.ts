import type { MailboxSettings } from '@shouwen/api';
import { catchAllMailbox } from '../../mailboxes/find-mailbox.ts';
import { setMailbox } from '../../mailboxes/testing/set-mailbox.ts';
import type { TestApp } from '../../platform/testing/test-app.ts';

/** Sets the mailbox that catches all, which every installation has. Gives its id. */
export async function setDeskMailbox(
  test: Pick<TestApp, 'app'>,
  values: Pick<MailboxSettings, 'address'> &
    Partial<Pick<MailboxSettings, 'name' | 'signature' | 'acknowledge'>>,
): Promise<string> {
  await setMailbox(test, { catch_all: true }, values);
  const mailbox = await catchAllMailbox(test.app.db, test.app.org);
  if (!mailbox) throw new Error('no mailbox catches all');
  return mailbox.id;
}
