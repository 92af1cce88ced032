import { raiseRevision } from '../configuration/apply-core-pack.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { erasePayloads } from '../events/erase-payloads.ts';
import { lockPeople } from '../people/lock-people.ts';
import { requireEverywhere } from '../people/policy.ts';
import { viewerOf } from '../people/viewer.ts';
import { notFound } from '../platform/errors.ts';
import { forgetUnusedTags } from '../search/forget-tags.ts';
import type { Tx } from '../tables.ts';
import { tablesWith } from './foreign-keys.query.ts';
import { deleteRows, purgeTickets } from './purge.ts';
import { sampleRecords } from './sample-records.ts';
import { type ByKind, partSampleData } from './what-stays.query.ts';

/**
 * Takes away in one step what was made up: the rows go for good, and what people wrote in their events; the events
 * themselves stay, so the ledger stays whole. What something real hangs on stays and counts as real from now on.
 */
export async function removeSampleData(tx: Tx, context: Context): Promise<void> {
  requireEverywhere(context, 'config.manage');
  requireEverywhere(context, 'people.manage');
  const { org, now } = context;
  await lockPeople(tx, context);
  const records = await sampleRecords(tx, org);
  if (records.length === 0) throw notFound('sample_data');
  await lockRows(
    tx,
    org,
    records.filter(({ kind }) => kind === 'ticket').map(({ id }) => id),
  );
  const { goes, stays } = await partSampleData(tx, org);
  await purgeTickets(tx, org, goes.ticket);
  await purgeOrganisation(tx, org, goes);
  await deleteRows(tx, org, { table: 'customer_contact', column: 'customer_id' }, goes.customer);
  await deleteRows(tx, org, { table: 'customer', column: 'id' }, goes.customer);
  const subjects = [...goes.unit, ...goes.team, ...goes.user, ...goes.customer];
  await erasePayloads(tx, org, { tickets: goes.ticket, subjects }, now);
  await forgetUnusedTags(tx, org);
  await tx.deleteFrom('sample_record').where('org_id', '=', org).execute();
  await appendEvent(tx, context, {
    kind: 'sample_data.removed',
    subject: { kind: 'user', id: viewerOf(context).userId },
    data: { removed: goes, kept: stays },
  });
  await raiseRevision(tx, org);
}

/** People, teams and units, each after whatever names it. */
async function purgeOrganisation(tx: Tx, org: number, { unit, team, user }: ByKind): Promise<void> {
  for (const table of await tablesWith(tx, 'user_id'))
    await deleteRows(tx, org, { table, column: 'user_id' }, user);
  for (const table of await tablesWith(tx, 'team_id'))
    if (table !== 'ticket') await deleteRows(tx, org, { table, column: 'team_id' }, team);
  await deleteRows(tx, org, { table: 'team', column: 'id' }, team);
  await deleteRows(tx, org, { table: 'unit', column: 'id' }, unit);
  await deleteRows(tx, org, { table: 'user_account', column: 'id' }, user);
}

/** Whoever is at work on one of the tickets is waited for; whoever comes later finds it gone. */
async function lockRows(tx: Tx, org: number, tickets: readonly string[]): Promise<void> {
  if (tickets.length === 0) return;
  await tx
    .selectFrom('ticket')
    .select('id')
    .where('org_id', '=', org)
    .where('id', 'in', [...tickets])
    .orderBy('id')
    .forUpdate()
    .execute();
}
