import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';
import { lockManaged } from './lock-people.ts';
import { endSessions } from './sessions.ts';
import { forgetTries } from './sign-in-tries.ts';

/** Lifts the lock-out of a person who failed too often. */
export async function unlockUser(tx: Tx, context: Context, userId: string): Promise<void> {
  const { row } = await lockManaged(tx, context, userId);
  const lifted = await forgetTries(tx, context, row.email);
  if (lifted)
    await appendEvent(tx, context, { kind: 'user.unlocked', subject: { kind: 'user', id: userId } });
}

/** Ends every session of a person at once. */
export async function endUserSessions(tx: Tx, context: Context, userId: string): Promise<void> {
  await lockManaged(tx, context, userId);
  await endSessions(tx, context, userId);
}
