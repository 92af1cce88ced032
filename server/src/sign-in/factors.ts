import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

/** Which second factors a person has set up. */
export async function factorsOf(
  tx: Tx,
  context: Context,
  userId: string,
): Promise<{ totp: boolean; passkeys: number }> {
  const totp = await tx
    .selectFrom('totp')
    .select('user_id')
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  const { count } = await tx
    .selectFrom('passkey') // index passkey_by_user
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return { totp: totp !== undefined, passkeys: Number(count) };
}

/** Whether that is any at all: then the password alone does not let in. */
export const hasFactor = ({ totp, passkeys }: { totp: boolean; passkeys: number }): boolean =>
  totp || passkeys > 0;
