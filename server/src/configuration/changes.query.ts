import type { ConfigChange } from '@shouwen/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import { type Context, systemActor } from '../context.ts';
import { requireEverywhere } from '../people/policy.ts';
import { decodeCursor, encodeCursor, pageOf } from '../platform/cursor.ts';
import type { Tx } from '../tables.ts';

/** A page of all changes of settings, newest first: read from the ledger (index event_of_settings). */
export async function listChanges(
  tx: Tx,
  context: Context,
  query: { limit: number; cursor?: string | undefined; section?: string | undefined },
): Promise<{ items: z.input<typeof ConfigChange>[]; next_cursor: string | null }> {
  requireEverywhere(context, 'config.manage');
  const section = sql<string>`coalesce(e.data ->> 'section', 'sign_in')`;
  let select = tx
    .selectFrom('event as e')
    .leftJoin('event_payload as p', (join) =>
      join.onRef('p.org_id', '=', 'e.org_id').onRef('p.event_id', '=', 'e.id'),
    )
    .leftJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'e.org_id').onRef('u.id', '=', 'e.actor_id'),
    )
    .select(['e.id', 'e.at', 'e.actor_kind', 'u.name', 'p.body', section.as('section')])
    .select(sql<string | null>`e.data ->> 'key'`.as('key'))
    .where('e.org_id', '=', context.org)
    // spelled out, as the index is
    .where(sql<boolean>`e.subject_kind in ('config', 'sign_in_provider')`)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(query.limit + 1);
  if (query.section) select = select.where(section, '=', query.section);
  if (query.cursor) {
    const after = decodeCursor(query.cursor);
    select = select.where((on) =>
      on(on.refTuple('e.at', 'e.id'), '<', on.tuple(after.at ?? new Date(0), after.id)),
    );
  }
  const { rows, next_cursor } = pageOf(await select.execute(), query.limit, (row) =>
    encodeCursor(row.at, row.id),
  );
  return {
    items: rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: row.name ?? (row.actor_kind === 'system' ? systemActor.name : ''),
      section: row.section,
      key: row.key ?? nameIn(row.body?.after) ?? nameIn(row.body?.before) ?? '',
      before: row.body?.before ?? null,
      after: row.body?.after ?? null,
    })),
    next_cursor,
  };
}

function nameIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('name' in value)) return null;
  return typeof value.name === 'string' ? value.name : null;
}
