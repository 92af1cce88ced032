import type { SecondFactors } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { secondFactorDemanded } from '../people/second-factor-demand.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';

/** My second factors as the account page shows them. */
export async function mySecondFactors(
  tx: Tx,
  context: Context,
  passkeysPossible: boolean,
): Promise<z.input<typeof SecondFactors>> {
  const { userId, rights } = viewerOf(context);
  const totp = await tx
    .selectFrom('totp')
    .select(['created_at', 'last_used_at'])
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  const passkeys = await tx
    .selectFrom('passkey') // index passkey_by_user
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const { left } = await tx
    .selectFrom('recovery_code')
    .select((expression) => expression.fn.countAll<number>().as('left'))
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    demanded: secondFactorDemanded(context.configuration, rights),
    passkeys_possible: passkeysPossible,
    totp: totp
      ? {
          created_at: totp.created_at.toISOString(),
          last_used_at: totp.last_used_at?.toISOString() ?? null,
        }
      : null,
    passkeys: passkeys.map((one) => ({
      id: one.id,
      name: one.name,
      created_at: one.created_at.toISOString(),
      last_used_at: one.last_used_at?.toISOString() ?? null,
    })),
    recovery_codes_left: Number(left),
  };
}
