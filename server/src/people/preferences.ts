import type { Context } from '../context.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { viewerOf } from './viewer.ts';

const limit = 100; // of one person

/** How the viewer likes the screen: small texts by key, of which the product knows no meaning. */
export async function myPreferences(
  tx: Tx,
  context: Context,
): Promise<{ items: { key: string; value: string }[] }> {
  const items = await tx
    .selectFrom('preference')
    .select(['key', 'value'])
    .where('org_id', '=', context.org)
    .where('user_id', '=', viewerOf(context).userId)
    .orderBy('key')
    .execute();
  return { items };
}

/** Keeps one of them. Throws 409 when there are too many. */
export async function setPreference(tx: Tx, context: Context, key: string, value: string): Promise<void> {
  const { items } = await myPreferences(tx, context);
  if (items.length >= limit && !items.some((item) => item.key === key))
    throw conflict('too_many_preferences', { params: { limit } });
  await tx
    .insertInto('preference')
    .values({ org_id: context.org, user_id: viewerOf(context).userId, key, value })
    .onConflict((on) => on.columns(['org_id', 'user_id', 'key']).doUpdateSet({ value }))
    .execute();
}
