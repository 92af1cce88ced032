import type { MailboxSettings } from '@shouwen/api';
import type { TestApp } from '../../platform/testing/test-app.ts';

type Which = { id: string } | { catch_all: true };

/** Sets something at a mailbox, without going through the settings. */
export async function setMailbox(
  test: Pick<TestApp, 'app'>,
  which: Which,
  values: Partial<
    Pick<MailboxSettings, 'active' | 'same_mail' | 'address' | 'name' | 'signature' | 'acknowledge'>
  > & { send_secret?: string | null; dkim?: string; dkim_secret?: string },
): Promise<void> {
  const update = test.app.db.updateTable('mailbox').set(values).where('org_id', '=', test.app.org);
  await ('id' in which ? update.where('id', '=', which.id) : update.where('catch_all', '=', true)).execute();
}
