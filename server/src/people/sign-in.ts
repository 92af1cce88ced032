import type { Context } from '../context.ts';
import { Refusal } from '../platform/errors.ts';
import type { Db } from '../tables.ts';
import { normaliseAddress } from './addresses.ts';
import { checkPassword } from './passwords.ts';
import { beginSession } from './sessions.ts';

const triesAllowed = 5;
const lockedFor = 15 * 60_000;

/**
 * Signs in with mail address and password and begins a session. After five failures in a row the account is locked
 * for a quarter of an hour. It runs on its own transactions, because a failure has to be noted although it refuses.
 */
export async function signIn(
  db: Db,
  context: Context,
  input: { email: string; password: string },
  from: { userAgent: string; address: string },
): Promise<{ userId: string; token: string; expires: Date }> {
  const { org, now } = context;
  const user = await db
    .selectFrom('user_account')
    .selectAll()
    .where('org_id', '=', org)
    .where('email', '=', normaliseAddress(input.email))
    .executeTakeFirst();
  if (user?.locked_until && user.locked_until > now) {
    throw new Refusal('too_many', 'locked_out', {
      params: { minutes: Math.ceil((user.locked_until.getTime() - now.getTime()) / 60_000) },
    });
  }
  const fits = await checkPassword(user?.password_hash ?? null, input.password);
  if (!user || !fits || user.state !== 'active') {
    if (user) await noteFailure(db, context, user.id);
    throw new Refusal('unauthenticated', 'wrong_credentials');
  }
  return db.transaction().execute(async (tx) => {
    await tx
      .updateTable('user_account')
      .set({ failed_sign_ins: 0, locked_until: null })
      .where('org_id', '=', org)
      .where('id', '=', user.id)
      .execute();
    const session = await beginSession(tx, context, user.id, from);
    return { userId: user.id, token: session.token, expires: session.expires };
  });
}

async function noteFailure(db: Db, { org, now }: Context, id: string): Promise<void> {
  const { failed_sign_ins } = await db
    .updateTable('user_account')
    .set((expression) => ({ failed_sign_ins: expression('failed_sign_ins', '+', 1) }))
    .where('org_id', '=', org)
    .where('id', '=', id)
    .returning('failed_sign_ins')
    .executeTakeFirstOrThrow();
  if (failed_sign_ins < triesAllowed) return;
  await db
    .updateTable('user_account')
    .set({ failed_sign_ins: 0, locked_until: new Date(now.getTime() + lockedFor) })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute();
}
