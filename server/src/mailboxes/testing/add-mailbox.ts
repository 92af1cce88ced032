import type { MailboxSettings } from '@shouwen/api';
import { newId } from '../../platform/ids.ts';
import type { TestApp } from '../../platform/testing/test-app.ts';

type Given = Partial<MailboxSettings> & { address: string; deleted_at?: Date; receive_secret?: string };

/** A mailbox as it stands in the table, without going through the settings. Gives its id. */
export async function addMailbox(test: Pick<TestApp, 'app' | 'clock'>, given: Given): Promise<string> {
  const now = test.clock.now();
  const id = newId(now);
  await test.app.db
    .insertInto('mailbox')
    .values({
      org_id: test.app.org,
      id,
      address: given.address,
      aliases: given.aliases ?? [],
      name: given.name ?? 'Service',
      language: given.language ?? null,
      team_id: given.team_id ?? null,
      ticket_type: given.ticket_type ?? null,
      signature: given.signature ?? '',
      calendar: given.calendar ?? null,
      acknowledge: given.acknowledge ?? true,
      catch_all: given.catch_all ?? false,
      same_mail: given.same_mail ?? 'one_ticket',
      receive: JSON.stringify(given.receive ?? { way: 'listener' }),
      receive_secret: given.receive_secret ?? null,
      send: JSON.stringify(given.send ?? { way: 'installation' }),
      send_secret: null,
      dkim: null,
      dkim_secret: null,
      filters: JSON.stringify(given.filters ?? []),
      active: given.active ?? true,
      created_at: now,
      created_by: null,
      deleted_at: given.deleted_at ?? null,
    })
    .execute();
  return id;
}
