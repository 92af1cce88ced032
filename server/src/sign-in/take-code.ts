import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { tellOfPassword } from '../people/tell-of-password.ts';
import type { Tx } from '../tables.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { takeTotp } from './totp.ts';

/**
 * Whether a code that somebody typed is the one of their authenticator app at this moment, or one of their recovery
 * codes. Either is taken by that. The person hears of a recovery code that was used.
 */
export async function takeCode(tx: Tx, context: Context, userId: string, typed: string): Promise<boolean> {
  const code = typed.replace(/\s/g, '');
  if (/^\d{6}$/.test(code)) return takeTotp(tx, context, userId, code);
  if (!(await takeRecoveryCode(tx, context, userId, code))) return false;
  await appendEvent(tx, context, { kind: 'recovery_code.used', subject: { kind: 'user', id: userId } });
  await tellOfPassword(tx, context, userId, 'recovery_code_used');
  return true;
}
