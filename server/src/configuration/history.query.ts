import { type Context, systemActor } from '../context.ts';
import { requireEverywhere } from '../people/policy.ts';
import type { Tx } from '../tables.ts';
import { entryId } from './change-entry.ts';

export interface EntryChangeShown {
  at: string;
  actor: string;
  before: unknown;
  after: unknown;
}

/** Who changed an entry, before and after, newest first: read from the ledger (index event_by_subject). */
export async function historyOf(
  tx: Tx,
  context: Context,
  section: string,
  key: string,
): Promise<{ items: EntryChangeShown[] }> {
  requireEverywhere(context, 'config.manage');
  const rows = await tx
    .selectFrom('event as e')
    .leftJoin('event_payload as p', (join) =>
      join.onRef('p.org_id', '=', 'e.org_id').onRef('p.event_id', '=', 'e.id'),
    )
    .leftJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'e.org_id').onRef('u.id', '=', 'e.actor_id'),
    )
    .select(['e.at', 'e.actor_kind', 'u.name', 'p.body'])
    .where('e.org_id', '=', context.org)
    .where('e.subject_id', '=', entryId(section, key))
    .where('e.ticket_id', 'is', null)
    .where('e.kind', '=', 'config.changed')
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(500)
    .execute();
  return {
    items: rows.map((row) => ({
      at: row.at.toISOString(),
      actor: row.name ?? (row.actor_kind === 'system' ? systemActor.name : ''),
      before: row.body?.before ?? null,
      after: row.body?.after ?? null,
    })),
  };
}
