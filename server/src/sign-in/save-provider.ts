import type { SignInProviderBody, SignInProviderChanges } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { requireEverywhere } from '../people/policy.ts';
import { invalid, notFound, Refusal } from '../platform/errors.ts';
import { inTransaction } from '../platform/http/pipeline.ts';
import { newId } from '../platform/ids.ts';
import type { Db, Tx } from '../tables.ts';
import { type ProviderAccess, withProvider } from './oidc-client.ts';
import type { SignInProviderTable } from './tables.ts';

export type Provider = Selectable<SignInProviderTable>;

/**
 * Adds a provider. It is asked for its description first, outside any transaction: what cannot be reached is not
 * saved. Throws `Refusal` naming the field.
 */
export async function createProvider(
  context: Context,
  input: z.output<typeof SignInProviderBody>,
): Promise<Provider> {
  requireEverywhere(context, 'config.manage');
  await requireReachable(context, input);
  return inTransaction(context.app, async (tx) => {
    const row: Provider = {
      org_id: context.org,
      id: newId(context.now),
      name: input.name,
      issuer: input.issuer,
      client_id: input.client_id,
      client_secret: context.app.secrets.encrypt(input.client_secret),
      active: input.active ?? true,
      create_people: input.create_people ?? false,
      asks_second_factor: input.asks_second_factor ?? false,
      created_at: context.now,
      removed_at: null,
    };
    await tx.insertInto('sign_in_provider').values(row).execute();
    await tell(tx, context, 'sign_in_provider.created', null, row);
    return row;
  });
}

/** Changes a provider; an address or client that changes is tried first. */
export async function changeProvider(
  db: Db,
  context: Context,
  id: string,
  changes: z.output<typeof SignInProviderChanges>,
): Promise<Provider> {
  requireEverywhere(context, 'config.manage');
  const known = await providerById(db, context, id);
  const { client_secret: secret, ...rest } = changes;
  if (changes.issuer !== undefined && changes.issuer !== known.issuer)
    await requireReachable(context, { ...accessOf(context, known), ...changes });
  return inTransaction(context.app, async (tx) => {
    const before = await providerById(tx, context, id, { lock: true });
    const after: Provider = {
      ...before,
      ...rest,
      ...(secret === undefined ? {} : { client_secret: context.app.secrets.encrypt(secret) }),
    };
    await tx
      .updateTable('sign_in_provider')
      .set(after)
      .where('org_id', '=', context.org)
      .where('id', '=', id)
      .execute();
    await tell(tx, context, 'sign_in_provider.changed', before, after);
    return after;
  });
}

/** Removes a provider: nobody signs in with it any more. */
export async function removeProvider(tx: Tx, context: Context, id: string): Promise<void> {
  requireEverywhere(context, 'config.manage');
  const before = await providerById(tx, context, id, { lock: true });
  await tx
    .updateTable('sign_in_provider')
    .set({ removed_at: context.now, active: false, client_secret: '' })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  await tell(tx, context, 'sign_in_provider.removed', before, null);
}

/** A provider that was not removed. Throws not-found. */
export async function providerById(
  tx: Tx,
  context: Context,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Provider> {
  let query = tx
    .selectFrom('sign_in_provider')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .where('removed_at', 'is', null);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw notFound('sign_in_provider');
  return row;
}

/** Where and as whom to ask it, with the secret opened. */
export function accessOf(context: Context, row: Provider): ProviderAccess {
  return {
    issuer: row.issuer,
    client_id: row.client_id,
    client_secret: context.app.secrets.decrypt(row.client_secret),
  };
}

async function requireReachable(context: Context, access: ProviderAccess): Promise<void> {
  const url = new URL(access.issuer);
  if (url.username || url.password) throw invalid('issuer', 'webhook_url_credentials');
  await withProvider(context, access, async () => undefined).catch((error: unknown) => {
    if (error instanceof Refusal) throw invalid('issuer', error.code, error.details.params);
    throw error;
  });
}

/** Before and after stand in the payload; the secret in neither, only whether it is another one. */
async function tell(
  tx: Tx,
  context: Context,
  kind: string,
  before: Provider | null,
  after: Provider | null,
): Promise<void> {
  const shown = (row: Provider | null) =>
    row && {
      name: row.name,
      issuer: row.issuer,
      client_id: row.client_id,
      active: row.active,
      create_people: row.create_people,
      asks_second_factor: row.asks_second_factor,
    };
  await appendEvent(tx, context, {
    kind,
    subject: { kind: 'sign_in_provider', id: (before ?? after)?.id ?? '' },
    data: { new_secret: before?.client_secret !== after?.client_secret },
    payload: { before: shown(before), after: shown(after) },
  });
}
