import type { MailboxSettings } from '@shouwen/api';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';
import type { MailboxRow } from './mailbox.ts';

/** What is set at a mailbox, taken out of its row. */
export function settingsOf(
  row: Omit<MailboxRow, 'dkim'> & { dkim: MailboxSettings['dkim'] },
): MailboxSettings {
  return {
    address: row.address,
    aliases: row.aliases,
    name: row.name,
    language: row.language,
    team_id: row.team_id,
    ticket_type: row.ticket_type,
    signature: row.signature,
    calendar: row.calendar,
    acknowledge: row.acknowledge,
    catch_all: row.catch_all,
    same_mail: row.same_mail,
    receive: row.receive,
    send: row.send,
    dkim: row.dkim && { domain: row.dkim.domain, selector: row.dkim.selector },
    filters: row.filters,
    active: row.active,
  };
}

/** Everything that a person sets, the sealed secrets among it: what is the same here was not changed. */
export const contentOf = (row: MailboxRow) => ({
  ...settingsOf(row),
  receive_secret: row.receive_secret,
  send_secret: row.send_secret,
  public_key: row.dkim?.public_key,
});

/** The columns of a row that hold JSON, as they are written. */
export const asJson = (row: Pick<MailboxRow, 'receive' | 'send' | 'dkim' | 'filters'>) => ({
  receive: JSON.stringify(row.receive),
  send: JSON.stringify(row.send),
  dkim: row.dkim && JSON.stringify(row.dkim),
  filters: JSON.stringify(row.filters),
});

/**
 * Appends to the ledger what was done to a mailbox, as a change of the settings. Before and after stand in the payload;
 * of secrets only whether they are others.
 */
export async function tell(
  tx: Tx,
  context: Context,
  kind: 'mailbox.added' | 'mailbox.changed' | 'mailbox.removed',
  before: MailboxRow | null,
  after: MailboxRow | null,
): Promise<void> {
  await appendEvent(tx, context, {
    kind,
    subject: { kind: 'config', id: (after ?? before)?.id ?? '' },
    data: {
      section: 'mailboxes',
      new_receive_secret: (before?.receive_secret ?? null) !== (after?.receive_secret ?? null),
      new_send_secret: (before?.send_secret ?? null) !== (after?.send_secret ?? null),
      new_key: before?.dkim?.public_key !== after?.dkim?.public_key,
    },
    payload: { before: before && settingsOf(before), after: after && settingsOf(after) },
  });
}
