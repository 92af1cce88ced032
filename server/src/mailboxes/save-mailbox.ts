import type { MailboxBody, MailboxChanges, MailboxSettings, MailSecretInput } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import { requireEverywhere } from '../people/policy.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { leadsElsewhere } from './account.ts';
import { checkMailbox } from './check-mailbox.ts';
import { newDkimKey } from './dkim.ts';
import type { MailboxRow } from './mailbox.ts';
import { openSecret, sealSecret, withGiven } from './secrets.ts';
import { asJson, contentOf, settingsOf, tell } from './tell.ts';

const untouched: Omit<MailboxSettings, 'address' | 'name'> = {
  aliases: [],
  language: null,
  team_id: null,
  ticket_type: null,
  signature: '',
  calendar: null,
  acknowledge: true,
  catch_all: false,
  same_mail: 'one_ticket',
  receive: { way: 'listener' },
  send: { way: 'installation' },
  dkim: null,
  filters: [],
  active: true,
};

/** Adds a mailbox. Throws `Refusal` naming the field that is wrong. */
export async function addMailbox(
  tx: Tx,
  context: Context,
  body: z.output<typeof MailboxBody>,
): Promise<MailboxRow> {
  requireEverywhere(context, 'config.manage');
  const { receive_secret, send_secret, ...given } = body;
  await lockMailboxes(tx, context);
  const settings = { ...untouched, ...given };
  await checkMailbox(tx, context, settings, null);
  if (settings.catch_all) await takeCatchAll(tx, context, null);
  const row: MailboxRow = {
    ...settings,
    org_id: context.org,
    id: newId(context.now),
    receive_secret: sealSecret(context.app, withGiven({}, receive_secret)),
    send_secret: sealSecret(context.app, withGiven({}, send_secret)),
    ...(await signing(context, settings.dkim, null)),
    version: 1,
    created_at: context.now,
    created_by: context.viewer?.userId ?? null,
    deleted_at: null,
  };
  await tx
    .insertInto('mailbox')
    .values({ ...row, ...asJson(row) })
    .execute();
  await tell(tx, context, 'mailbox.added', null, row);
  return row;
}

/**
 * Changes a mailbox. A secret that is not given stays, except where the account becomes another one: whoever leads it
 * to another server must know it. Throws `Refusal`: 412 when `ifMatch` is stale.
 */
export async function changeMailbox(
  tx: Tx,
  context: Context,
  id: string,
  body: z.output<typeof MailboxChanges>,
  ifMatch: string | null,
): Promise<MailboxRow> {
  requireEverywhere(context, 'config.manage');
  const { receive_secret, send_secret, ...changes } = body;
  const before = await lockMailbox(tx, context, id);
  if (ifMatch !== null && ifMatch !== '*' && ifMatch !== etagOf(before))
    throw new Refusal('stale', 'stale', { current: { etag: etagOf(before) } });
  const settings = settingsOf({ ...before, ...changes } as MailboxRow);
  if (before.catch_all && !settings.catch_all) throw conflict('mailbox_catch_all_needed');
  await checkMailbox(tx, context, settings, id);
  if (settings.catch_all && !before.catch_all) await takeCatchAll(tx, context, id);
  const after: MailboxRow = {
    ...before,
    ...settings,
    receive_secret: secretAfter(context, before.receive_secret, {
      elsewhere: leadsElsewhere(before.receive, settings.receive),
      given: receive_secret,
    }),
    send_secret: secretAfter(context, before.send_secret, {
      elsewhere: leadsElsewhere(before.send, settings.send),
      given: send_secret,
    }),
    ...(await signing(context, settings.dkim, before)),
    version: before.version + 1,
  };
  if (canonicalJson(contentOf(before)) === canonicalJson(contentOf(after))) return before;
  await tx
    .updateTable('mailbox')
    .set({ ...after, ...asJson(after) })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  if (leadsElsewhere(before.receive, settings.receive)) await forgetFetching(tx, context, id);
  await tell(tx, context, 'mailbox.changed', before, after);
  return after;
}

/** Removes a mailbox and its secrets; what came to it and left from it stays. Throws a conflict for the one that catches all. */
export async function removeMailbox(tx: Tx, context: Context, id: string): Promise<void> {
  requireEverywhere(context, 'config.manage');
  const before = await lockMailbox(tx, context, id);
  if (before.catch_all) throw conflict('mailbox_catch_all_needed');
  await tx
    .updateTable('mailbox')
    .set({
      deleted_at: context.now,
      active: false,
      receive_secret: null,
      send_secret: null,
      dkim_secret: null,
    })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  await forgetFetching(tx, context, id);
  await tell(tx, context, 'mailbox.removed', before, null);
}

export const etagOf = (row: Pick<MailboxRow, 'version'>): string => `"${row.version}"`;

/** One change of mailboxes at a time, so that each is checked against what the last one left. */
async function lockMailboxes(tx: Tx, context: Context): Promise<MailboxRow[]> {
  return tx
    .selectFrom('mailbox')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function lockMailbox(tx: Tx, context: Context, id: string): Promise<MailboxRow> {
  const row = (await lockMailboxes(tx, context)).find((one) => one.id === id);
  if (!row) throw notFound('mailbox');
  return row;
}

async function takeCatchAll(tx: Tx, context: Context, heir: string | null): Promise<void> {
  for (const before of await lockMailboxes(tx, context)) {
    if (!before.catch_all || before.id === heir) continue;
    const after = { ...before, catch_all: false, version: before.version + 1 };
    await tx
      .updateTable('mailbox')
      .set({ catch_all: false, version: after.version })
      .where('org_id', '=', context.org)
      .where('id', '=', before.id)
      .execute();
    await tell(tx, context, 'mailbox.changed', before, after);
  }
}

async function forgetFetching(tx: Tx, context: Context, id: string): Promise<void> {
  await tx
    .deleteFrom('mailbox_fetch')
    .where('org_id', '=', context.org)
    .where('mailbox_id', '=', id)
    .execute();
}

/** The key to sign with: a new one for a new selector or domain, for what is published under a name stays as it is. */
async function signing(
  context: Context,
  wanted: MailboxSettings['dkim'],
  before: MailboxRow | null,
): Promise<Pick<MailboxRow, 'dkim' | 'dkim_secret'>> {
  if (!wanted) return { dkim: null, dkim_secret: null };
  const same = before?.dkim?.selector === wanted.selector && before.dkim.domain === wanted.domain;
  if (before && same) return { dkim: before.dkim, dkim_secret: before.dkim_secret };
  const { publicKey, privateKey } = await newDkimKey();
  return {
    dkim: { domain: wanted.domain, selector: wanted.selector, public_key: publicKey },
    dkim_secret: context.app.secrets.encrypt(privateKey),
  };
}

type Given = z.output<typeof MailSecretInput> | undefined;

/** What is kept of a secret: all of it unless the account is another one, with what was given laid over it. */
function secretAfter(
  { app }: Context,
  sealed: string | null,
  { elsewhere, given }: { elsewhere: boolean; given: Given },
): string | null {
  if (!elsewhere && !given) return sealed;
  return sealSecret(app, withGiven(elsewhere ? {} : openSecret(app, sealed), given));
}
