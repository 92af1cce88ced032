import { newId } from '../../platform/ids.ts';
import type { TestApp } from '../../platform/testing/test-app.ts';

/** A mail that has left the house, or may have, as it stands in the table. Gives its id. */
export async function addSent(
  test: Pick<TestApp, 'app' | 'clock'>,
  given: { to: string; mailId: string; ticketId?: string; state?: 'sent' | 'unknown' },
): Promise<string> {
  const now = test.clock.now();
  const id = newId(now);
  await test.app.db
    .insertInto('outbox')
    .values({
      org_id: test.app.org,
      id,
      kind: 'reply',
      recipient_address: given.to,
      subject: 'Sent',
      body: 'Sent.',
      state: given.state ?? 'sent',
      created_at: now,
      attempted_at: now,
      sent_at: given.state === 'unknown' ? null : now,
      ticket_id: given.ticketId ?? null,
      mail_id: given.mailId,
    })
    .execute();
  return id;
}
