import type { Raised } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import type { Tx } from '../tables.ts';
import type { LoadedObligation } from './store.ts';

const eventOf = {
  warning: 'obligation.warned',
  missed: 'obligation.missed',
  escalation: 'obligation.escalated',
} as const;

/** Acts on moments that an obligation has reached: an event of its own for each, and word to those concerned. */
export async function actOnRaised(
  tx: Tx,
  context: Context,
  { row }: LoadedObligation,
  raised: Raised[],
): Promise<void> {
  for (const { kind, index } of raised) {
    const concerned =
      kind === 'escalation' ? await climb(tx, context, row, index) : await owners(tx, context, row);
    const eventId = await appendEvent(tx, context, {
      kind: eventOf[kind],
      subject: { kind: 'obligation', id: row.id },
      ticketId: row.ticket_id,
      data: {
        obligation: row.id,
        kind: row.kind,
        step: index,
        told: concerned,
        due_at: row.due_at?.toISOString() ?? null,
      },
    });
    await notify(tx, context, {
      users: concerned,
      kind: eventOf[kind],
      ticketId: row.ticket_id,
      obligationId: row.id,
      eventId,
    });
  }
}

async function owners(tx: Tx, context: Context, row: LoadedObligation['row']): Promise<string[]> {
  if (row.owner_user_id) return [row.owner_user_id];
  if (!row.owner_team_id) return [];
  const members = await tx
    .selectFrom('team_member')
    .select('user_id')
    .where('org_id', '=', context.org)
    .where('team_id', '=', row.owner_team_id)
    .execute();
  return members.map((member) => member.user_id);
}

/** Who the n-th escalation goes to: the chain of command above the owner, the team's lead, or the unit's head. */
async function climb(
  tx: Tx,
  context: Context,
  row: LoadedObligation['row'],
  index: number,
): Promise<string[]> {
  const to = context.configuration.get('obligations', row.kind)?.escalate[index]?.to ?? 'leader_of_owner';
  const head = context.configuration
    .unitsAbove(row.unit_id)
    .map((unit) => context.configuration.unit(unit)?.head_id)
    .find((id) => id);
  if (to === 'unit_head') return head ? [head] : [];
  const lead = await leadOf(tx, context, row);
  if (to === 'team_lead') return lead ? [lead] : [];
  const owner = row.owner_user_id
    ? await tx
        .selectFrom('user_account')
        .select('reports_to_id')
        .where('org_id', '=', context.org)
        .where('id', '=', row.owner_user_id)
        .executeTakeFirst()
    : undefined;
  const leader = owner?.reports_to_id ?? (lead !== row.owner_user_id ? lead : null) ?? head;
  return leader ? [leader] : [];
}

async function leadOf(tx: Tx, context: Context, row: LoadedObligation['row']): Promise<string | null> {
  const query = tx.selectFrom('team').select('lead_id').where('team.org_id', '=', context.org);
  const team = row.owner_team_id
    ? await query.where('team.id', '=', row.owner_team_id).executeTakeFirst()
    : await query
        .innerJoin('ticket', (join) =>
          join.onRef('ticket.org_id', '=', 'team.org_id').onRef('ticket.team_id', '=', 'team.id'),
        )
        .where('ticket.id', '=', row.ticket_id)
        .executeTakeFirst();
  return team?.lead_id ?? null;
}
