import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { rightsOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';

/** What decides who sees a ticket. */
export interface SeenTicket {
  id: string;
  unit_id: string;
  team_id: string;
  confidential: boolean;
  assignee_id: string | null;
  first_contact_owner_id: string | null;
}

/**
 * Whether somebody sees a confidential one of these tickets (the others are no secret from those who may owe something there):
 * by the right to, in its unit, or because he or she has to do with it. The access policy of tickets, asked of people who are
 * not at work at this moment. Nothing is read when none is confidential.
 */
export async function whoSees(
  tx: Tx,
  context: Context,
  tickets: readonly SeenTicket[],
): Promise<(ticketId: string, userId: string) => boolean> {
  const secret = new Map(tickets.filter((one) => one.confidential).map((one) => [one.id, one]));
  if (secret.size === 0) return () => true;
  const involved = await involvedIn(tx, context.org, [...secret.keys()]);
  const rights = await rightsOfTrusted(tx, context);
  const members = await tx
    .selectFrom('team_member')
    .select(['team_id', 'user_id'])
    .where('org_id', '=', context.org)
    .where('team_id', 'in', [...new Set([...secret.values()].map((one) => one.team_id))])
    .execute();
  const inTeam = new Set(members.map(({ team_id, user_id }) => `${team_id} ${user_id}`));
  return (ticketId, userId) => {
    const ticket = secret.get(ticketId);
    if (!ticket || ticket.assignee_id === userId || ticket.first_contact_owner_id === userId) return true;
    if (involved.has(`${ticketId} ${userId}`)) return true;
    const own = rights.get(userId);
    const reads = own?.get('ticket.read')?.has(ticket.unit_id) || inTeam.has(`${ticket.team_id} ${userId}`);
    return reads === true && own?.get('ticket.confidential')?.has(ticket.unit_id) === true;
  };
}

/** The rights of all who may see confidential tickets anywhere. */
async function rightsOfTrusted(tx: Tx, { org, configuration }: Context) {
  const roles = configuration
    .list('roles')
    .filter(({ value }) => value.permissions.includes('ticket.confidential'))
    .map(({ key }) => key);
  const grants = roles.length
    ? await tx
        .selectFrom('role_grant')
        .select(['user_id', 'role_key', 'unit_id'])
        .where('org_id', '=', org)
        .where('user_id', 'in', (trusted) =>
          trusted
            .selectFrom('role_grant as g')
            .select('g.user_id')
            .where('g.org_id', '=', org)
            .where('g.role_key', 'in', roles),
        )
        .execute()
    : [];
  const byUser = new Map<string, { role: string; unit: string }[]>();
  for (const { user_id, role_key, unit_id } of grants)
    byUser.set(user_id, [...(byUser.get(user_id) ?? []), { role: role_key, unit: unit_id }]);
  return new Map([...byUser].map(([user, own]) => [user, rightsOf(configuration, own)]));
}

/** Pairs of ticket and person: who watches it, was asked something there, or has a task there. */
async function involvedIn(tx: Tx, org: number, tickets: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ ticket_id: string; user_id: string }>`
    select ticket_id, user_id from ticket_watcher where org_id = ${org} and ticket_id = any (${tickets}::uuid[])
    union select ticket_id, asked_user_id from consultation
      where org_id = ${org} and ticket_id = any (${tickets}::uuid[]) and state <> 'withdrawn'
    union select ticket_id, assignee_id from task where org_id = ${org} and ticket_id = any (${tickets}::uuid[])`.execute(
    tx,
  );
  return new Set(rows.map(({ ticket_id, user_id }) => `${ticket_id} ${user_id}`));
}
