import { newId } from '../../../platform/ids.ts';
import type { TestApp } from '../../../platform/testing/test-app.ts';

interface Given {
  mailboxId: string | null;
  ticketId: string | null;
}

/** A row of the journal for a mail that nobody sent, as it stands when a ticket came of it. Gives its id. */
export async function addToJournal(test: Pick<TestApp, 'app' | 'clock'>, given: Given): Promise<string> {
  const now = test.clock.now();
  const id = newId(now);
  await test.app.db
    .insertInto('mail_in')
    .values({
      org_id: test.app.org,
      id,
      source: 'http',
      mailbox_id: given.mailboxId,
      envelope_from: null,
      envelope_to: [],
      raw_sha256: '',
      size: 0,
      received_at: now,
      state: 'done',
      next_at: null,
      error: null,
      mail_id: null,
      digest: null,
      from_address: null,
      from_name: null,
      subject: null,
      sent_at: null,
      verdict: 'new_ticket',
      reason: null,
      ticket_id: given.ticketId,
      message_id: null,
      duplicate_of: null,
      processed_at: now,
    })
    .execute();
  return id;
}
