import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Context } from '../context.ts';
import { conflict, invalid, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';

const tolerance = 30; // seconds: clocks of phones go wrong by less than one step

/**
 * A new secret for a person's authenticator app. It counts only once a first code has confirmed it; until then it may
 * be made again. Throws a conflict while one is in use.
 */
export async function beginTotp(
  tx: Tx,
  context: Context,
  user: { id: string; email: string },
): Promise<{ secret: string; uri: string }> {
  const secret = generateSecret();
  const fresh = {
    secret: context.app.secrets.encrypt(secret),
    created_at: context.now,
    confirmed_at: null,
    last_used_at: null,
    last_step: null,
  };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('totp')
    .values({ org_id: context.org, user_id: user.id, ...fresh })
    .onConflict((clash) =>
      clash.columns(['org_id', 'user_id']).doUpdateSet(fresh).where('totp.confirmed_at', 'is', null),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw conflict('totp_exists');
  const issuer = context.configuration.organisation || 'Shouwen';
  return { secret, uri: generateURI({ issuer, label: user.email, secret }) };
}

/** Confirms the secret by a first code. Throws not-found when none was begun, `Refusal` 422 for a wrong code. */
export async function finishTotp(tx: Tx, context: Context, userId: string, code: string): Promise<void> {
  const row = await lockTotp(tx, context, userId);
  if (!row || row.confirmed_at !== null) throw notFound('totp');
  const step = stepOf(context, row, code);
  if (step === null) throw invalid('code', 'wrong_code');
  await noteStep(tx, context, userId, step, { confirmed_at: context.now });
}

/** Whether a code of the person's app fits at this moment. It is taken by that: no code is good twice. */
export async function takeTotp(tx: Tx, context: Context, userId: string, code: string): Promise<boolean> {
  const row = await lockTotp(tx, context, userId);
  if (!row || row.confirmed_at === null) return false;
  const step = stepOf(context, row, code);
  if (step === null) return false;
  await noteStep(tx, context, userId, step, {});
  return true;
}

/** Takes the app away. Gives whether there was one. */
export async function dropTotp(tx: Tx, context: Context, userId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('totp')
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

interface Kept {
  secret: string;
  last_step: number | null;
}

function stepOf(context: Context, { secret, last_step }: Kept, code: string): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const found = verifySync({
    secret: context.app.secrets.decrypt(secret),
    token: code,
    epoch: Math.floor(context.now.getTime() / 1000),
    epochTolerance: tolerance,
    ...(last_step === null ? {} : { afterTimeStep: last_step }),
  });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}

/** Locked, so that of the same code sent twice at once the second finds it taken. */
function lockTotp(tx: Tx, context: Context, userId: string) {
  return tx
    .selectFrom('totp')
    .select(['secret', 'confirmed_at', 'last_step'])
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
}

async function noteStep(
  tx: Tx,
  context: Context,
  userId: string,
  step: number,
  more: { confirmed_at?: Date },
): Promise<void> {
  await tx
    .updateTable('totp')
    .set({ last_step: step, last_used_at: context.now, ...more })
    .where('org_id', '=', context.org)
    .where('user_id', '=', userId)
    .execute();
}
