import { isIP } from 'node:net';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';

/**
 * Makes the mailbox that takes everything, where there is none: a new installation, and one that was upgraded, accepts
 * mail from the first minute. Its address is a guess from the public address; it is set right in the settings.
 */
export async function ensureCatchAll(tx: Tx, org: number, now: Date, publicUrl: string): Promise<void> {
  const there = await tx
    .selectFrom('mailbox')
    .select('id')
    .where('org_id', '=', org)
    .where('catch_all', '=', true)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (there) return;
  const { hostname } = new URL(publicUrl);
  const domain = isIP(hostname.replace(/^\[|\]$/g, '')) ? 'localhost' : hostname;
  await tx
    .insertInto('mailbox')
    .values({
      org_id: org,
      id: newId(now),
      address: `support@${domain}`,
      name: 'Shouwen',
      language: null,
      team_id: null,
      ticket_type: null,
      aliases: [],
      signature: '',
      calendar: null,
      acknowledge: true,
      catch_all: true,
      same_mail: 'one_ticket',
      receive: JSON.stringify({ way: 'listener' }),
      receive_secret: null,
      send: JSON.stringify({ way: 'installation' }),
      send_secret: null,
      dkim: null,
      dkim_secret: null,
      filters: JSON.stringify([]),
      active: true,
      created_at: now,
      created_by: null,
      deleted_at: null,
    })
    // another node that starts at the same moment was first
    .onConflict((clash) => clash.doNothing())
    .execute();
}
