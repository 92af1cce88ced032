import type { SignInProvider } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { redirectUri } from './oidc-client.ts';
import type { SignInProviderTable } from './tables.ts';

/** The providers that the log-in page offers. */
export async function offeredProviders(tx: Tx, context: Context): Promise<{ id: string; name: string }[]> {
  return tx
    .selectFrom('sign_in_provider')
    .select(['id', 'name'])
    .where('org_id', '=', context.org)
    .where('active', '=', true)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** All providers, for who configures them. */
export async function allProviders(
  tx: Tx,
  context: Context,
): Promise<{ items: z.input<typeof SignInProvider>[] }> {
  const rows = await tx
    .selectFrom('sign_in_provider')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return { items: rows.map((row) => presentProvider(context, row)) };
}

/** A provider without its secret. */
export function presentProvider(
  context: Context,
  row: Selectable<SignInProviderTable>,
): z.input<typeof SignInProvider> {
  const { id, name, issuer, client_id, active, create_people, asks_second_factor } = row;
  return {
    id,
    name,
    issuer,
    client_id,
    active,
    create_people,
    asks_second_factor,
    redirect_uri: redirectUri(context),
    created_at: row.created_at.toISOString(),
  };
}

/** The providers that have vouched for this person before. */
export async function knownProviders(
  tx: Tx,
  context: Context,
  userId: string,
): Promise<{ id: string; name: string }[]> {
  return tx
    .selectFrom('provider_identity as i') // index provider_identity_by_user
    .innerJoin('sign_in_provider as p', (join) =>
      join.onRef('p.org_id', '=', 'i.org_id').onRef('p.id', '=', 'i.provider_id'),
    )
    .select(['p.id', 'p.name'])
    .where('i.org_id', '=', context.org)
    .where('i.user_id', '=', userId)
    .where('p.active', '=', true)
    .orderBy('p.name')
    .execute();
}
