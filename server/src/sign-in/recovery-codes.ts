import { randomInt } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

const count = 10;
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'; // none that is taken for another
const half = 5;

/** New recovery codes in place of all that were there. Only keyed digests are stored. */
export async function makeRecoveryCodes(tx: Tx, context: Context, userId: string): Promise<string[]> {
  await dropRecoveryCodes(tx, context, userId);
  const codes = Array.from({ length: count }, () => `${someLetters()}-${someLetters()}`);
  await tx
    .insertInto('recovery_code')
    .values(
      codes.map((code) => ({
        org_id: context.org,
        user_id: userId,
        code_digest: digestOf(context, code),
        created_at: context.now,
        used_at: null,
      })),
    )
    .execute();
  return codes;
}

/** Whether it is one of the person's recovery codes. It is used up by that. */
export async function takeRecoveryCode(
  tx: Tx,
  context: Context,
  userId: string,
  code: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('recovery_code')
    .set({ used_at: context.now })
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .where('code_digest', '=', digestOf(context, code))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function dropRecoveryCodes(tx: Tx, context: Context, userId: string): Promise<void> {
  await tx
    .deleteFrom('recovery_code')
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .execute();
}

/** Capitals and missing or other dashes do not matter: codes are typed from paper. */
function digestOf(context: Context, code: string): string {
  return context.app.secrets.sign('recovery code', code.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

const someLetters = () => Array.from({ length: half }, () => letters[randomInt(letters.length)]).join('');
