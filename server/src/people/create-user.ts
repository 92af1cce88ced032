import type { UserBody } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { invalid } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { normaliseAddress } from './addresses.ts';
import { requireLeader } from './chain-of-command.ts';
import { lockPeople } from './lock-people.ts';
import { requireManager } from './policy.ts';
import { setGrants, setTeams } from './set-placement.ts';

export type NewUser = z.output<typeof UserBody>;

/**
 * Adds a member of staff, who is invited: a reset link, handed over by an administrator, lets the person in. Gives the
 * id. Throws `Refusal` for a mail address that somebody has, and for rights that the viewer may not give.
 */
export async function createUser(tx: Tx, context: Context, input: NewUser): Promise<string> {
  requireManager(context);
  await lockPeople(tx, context);
  const email = normaliseAddress(input.email);
  await requireFreeAddress(tx, context, email);
  const id = newId(context.now);
  if (input.reports_to_id) await requireLeader(tx, context, id, input.reports_to_id);
  await tx
    .insertInto('user_account')
    .values({
      org_id: context.org,
      id,
      email,
      name: input.name,
      language: input.language ?? context.viewer?.language ?? context.language,
      time_zone: input.time_zone ?? context.viewer?.timeZone ?? 'UTC',
      password_hash: null,
      reports_to_id: input.reports_to_id ?? null,
      state: 'invited',
      created_at: context.now,
      deactivated_at: null,
      successor_id: null,
      version: 1,
    })
    .execute();
  const teams = [...new Set(input.team_ids ?? [])];
  await appendEvent(tx, context, {
    kind: 'user.created',
    subject: { kind: 'user', id },
    data: { reports_to: input.reports_to_id ?? null, teams },
    payload: { name: input.name, email },
  });
  const grants = (input.roles ?? []).map(({ role, unit_id }) => ({ role, unit: unit_id }));
  await setGrants(tx, context, id, [], grants);
  await setTeams(tx, context, id, [], teams);
  return id;
}

/** Refuses a mail address that somebody else has, also a leaver. */
export async function requireFreeAddress(tx: Tx, context: Context, email: string): Promise<void> {
  const taken = await tx
    .selectFrom('user_account')
    .select('id')
    .where('org_id', '=', context.org)
    .where('email', '=', email)
    .executeTakeFirst();
  if (taken) throw invalid('email', 'staff_email_taken');
}
