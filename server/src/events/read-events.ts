import type { LedgerEvent } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { canEverywhere, requirePermission } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import { ledgerAfter } from './ledger.query.ts';
import { ledgerHead, placed, presentEvent } from './read-ledger.ts';

// A reader who may see little would otherwise make the database walk the whole ledger for one page.
const widestLook = 20_000;

/**
 * The events after a position that the viewer may see. Events of a ticket are seen by those who see the ticket; all
 * others (people, configuration, webhooks …) by those who may read events in every unit. What is not seen is left out,
 * so positions skip. `last_position` says how far the answer reaches: go on from there, also when it holds no events.
 */
export async function readEvents(
  tx: Tx,
  context: Context,
  { after, limit }: { after: number; limit: number },
): Promise<{ items: LedgerEvent[]; last_position: number }> {
  requirePermission(context, 'events.read');
  const others = canEverywhere(context, 'events.read') ? sql<boolean>`true` : sql<boolean>`false`;
  const head = await ledgerHead(tx, context.org);
  const upTo = Math.max(after, Math.min(head, after + widestLook));
  const rows = await ledgerAfter(tx, context.org, after, {
    limit,
    upTo,
    where: sql<boolean>`case when e.ticket_id is null then ${others} else (${ticketsWhere(context)}) end`,
  });
  const items = rows.map((row) => presentEvent(placed(row)));
  const last = items.at(-1);
  return { items, last_position: last && items.length === limit ? last.position : upTo };
}
