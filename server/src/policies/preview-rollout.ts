import type { RolloutPreview } from '@shouwen/api';
import type { Clock } from '@shouwen/obligations';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { lockObligations } from '../obligations/store.ts';
import { requireEverywhere } from '../people/policy.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from '../tickets/apply-change.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import { differingUnder, isEarlier } from './compare-versions.ts';

const pageSize = 1_000;
const most = 50_000;
const sampleSize = 8;

type Preview = z.input<typeof RolloutPreview>;
type SampledDue = Preview['sample'][number]['obligations'][number];

/**
 * What putting the policies as they are now in force for open work would change: how many tickets, and some of them before
 * and after. The sample is the change itself, carried out and taken back. It shows only what the viewer may see.
 */
export async function previewRollout(tx: Tx, context: Context): Promise<Preview> {
  requireEverywhere(context, 'config.manage');
  const version = context.configuration.policyVersion;
  let [looked, earlier, changed] = [0, 0, 0];
  const chosen: string[] = [];
  for (let after: string | null = null; looked < most; ) {
    const page: TicketRow[] = await openAfter(tx, context, after);
    const candidates = page.filter((ticket) => isEarlier(ticket, version));
    const differing = await differingUnder(tx, context, candidates, version);
    looked += page.length;
    earlier += candidates.length;
    changed += differing.length;
    chosen.push(...differing.slice(0, sampleSize - chosen.length).map((ticket) => ticket.id));
    after = page.at(-1)?.id ?? null;
    if (page.length < pageSize) break;
  }
  return { earlier, changed, capped: looked >= most, sample: await sampleOf(tx, context, chosen, version) };
}

function openAfter(tx: Tx, context: Context, after: string | null): Promise<TicketRow[]> {
  let query = tx
    .selectFrom('ticket')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('status_category', '<>', 'closed')
    .orderBy('id')
    .limit(pageSize);
  if (after !== null) query = query.where('id', '>', after);
  return query.execute();
}

async function sampleOf(
  tx: Tx,
  context: Context,
  ids: readonly string[],
  version: string,
): Promise<Preview['sample']> {
  if (ids.length === 0) return [];
  const tickets = await tx
    .selectFrom('ticket as t')
    .selectAll('t')
    .where('t.org_id', '=', context.org)
    .where('t.id', 'in', ids)
    .where(ticketsWhere(context))
    .orderBy('t.id')
    .forUpdate('t')
    .skipLocked() // somebody works on it at this moment
    .execute();
  await sql`savepoint sample`.execute(tx);
  const sample: Preview['sample'] = [];
  for (const ticket of tickets) {
    const before = await clocksOf(tx, context, ticket.id);
    const event = { kind: 'ticket.policy_changed', data: {} };
    await applyChange(tx, context, ticket, { policy_version: version }, event);
    const after = await clocksOf(tx, context, ticket.id);
    const { number, subject } = ticket;
    sample.push({ number, subject, obligations: differences(context, before, after) });
  }
  await sql`rollback to savepoint sample`.execute(tx);
  return sample;
}

interface Standing {
  id: string;
  kind: string;
  clock: Clock;
}

async function clocksOf(tx: Tx, context: Context, ticketId: string): Promise<Standing[]> {
  const loaded = await lockObligations(tx, context, ticketId);
  return loaded.map(({ row, clock }) => ({ id: row.id, kind: row.kind, clock }));
}

function differences(context: Context, before: Standing[], after: Standing[]): SampledDue[] {
  return after.flatMap(({ id, kind, clock }) => {
    const own = before.find((one) => one.id === id);
    const pair = { before: own ? standing(own.clock) : null, after: standing(clock) };
    if (JSON.stringify(pair.before) === JSON.stringify(pair.after)) return [];
    const name = context.configuration.get('obligations', kind)?.name ?? kind;
    return [{ kind, name, ...pair }];
  });
}

const standing = (clock: Clock) => ({ state: clock.state, due_at: clock.due_at?.toISOString() ?? null });
