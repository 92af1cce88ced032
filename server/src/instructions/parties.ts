import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { InstructionPartyTable } from './tables.ts';

/** These people have to do with the request from now on, and may see it. */
export async function addParties(
  tx: Tx,
  context: Context,
  request: { id: string },
  users: readonly string[],
  role: InstructionPartyTable['role'],
): Promise<void> {
  if (users.length === 0) return;
  await tx
    .insertInto('instruction_party')
    .values(users.map((user_id) => ({ org_id: context.org, request_id: request.id, user_id, role })))
    .onConflict((clash) => clash.doNothing())
    .execute();
}
