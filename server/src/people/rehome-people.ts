import { raiseRevision } from '../configuration/apply-core-pack.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../tables.ts';
import { leads } from './chain-of-command.ts';
import type { HeldThings } from './holdings.query.ts';
import type { UserRow } from './lock-people.ts';

/** A person who leaves and the one who takes over. */
export interface Leaving {
  from: string;
  to: string;
}

/** Gives the teams that a leaver led and the units that the leaver headed to the successor. */
export async function rehomeLeadership(
  tx: Tx,
  context: Context,
  { from, to }: Leaving,
  held: HeldThings,
): Promise<void> {
  const { org } = context;
  for (const team of held.teams_led) {
    await tx
      .updateTable('team')
      .set({ lead_id: to })
      .where('org_id', '=', org)
      .where('id', '=', team.id)
      .execute();
    await tx
      .insertInto('team_member')
      .values({ org_id: org, team_id: team.id, user_id: to })
      .onConflict((clash) => clash.doNothing())
      .execute();
    await appendEvent(tx, context, {
      kind: 'team.changed',
      subject: { kind: 'team', id: team.id },
      data: { reason: 'leaver', changes: { lead_id: { from, to } } },
    });
  }
  for (const unit of held.units_headed) {
    await tx
      .updateTable('unit')
      .set({ head_id: to })
      .where('org_id', '=', org)
      .where('id', '=', unit.id)
      .execute();
    await appendEvent(tx, context, {
      kind: 'unit.changed',
      subject: { kind: 'unit', id: unit.id },
      data: { reason: 'leaver', changes: { head_id: { from, to } } },
    });
  }
  if (held.units_headed.length > 0) await raiseRevision(tx, org);
}

/**
 * Lets those who report to a leaver report to the successor. A successor from below the leaver first takes the
 * leaver's place in the chain of command, or the chain would close to a circle.
 */
export async function rehomeReports(
  tx: Tx,
  context: Context,
  leaver: UserRow,
  to: string,
  held: HeldThings,
): Promise<void> {
  if (await leads(tx, context, leaver.id, to)) await setLeader(tx, context, to, leaver.reports_to_id);
  for (const person of held.reports) if (person.id !== to) await setLeader(tx, context, person.id, to);
}

async function setLeader(tx: Tx, context: Context, id: string, leader: string | null): Promise<void> {
  const before = await tx
    .selectFrom('user_account')
    .select('reports_to_id')
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('user_account')
    .set((expression) => ({ reports_to_id: leader, version: expression('version', '+', 1) }))
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  await appendEvent(tx, context, {
    kind: 'user.changed',
    subject: { kind: 'user', id },
    data: { reason: 'leaver', changes: { reports_to_id: { from: before.reports_to_id, to: leader } } },
  });
}
