import type { Context } from '../context.ts';
import type { ObligationSpec } from '../policies/select-terms.ts';
import type { Tx } from '../tables.ts';
import { holdersOf } from './role-holders.query.ts';
import { seeingLead } from './seeing-lead.ts';
import { whoLeads } from './who-leads.ts';
import { type SeenTicket, whoSees } from './who-sees.query.ts';

/** Those around a ticket who may owe something there without having it in hand; null where there is nobody. */
export interface Superiors {
  team_lead: string | null;
  /** the next in the chain of command above the team's lead */
  above_team_lead: string | null;
  /** of the ticket's unit, or of the nearest above it that has a head */
  unit_head: string | null;
  /** by role: who holds it in the unit, or in the nearest above it */
  roles: ReadonlyMap<string, string>;
}

/**
 * Finds them, as far as these kinds ask for them. On a confidential ticket only those who may see it. Nothing is read
 * where the kinds ask for the lead alone, who is given, and the ticket is not confidential.
 */
export async function superiorsOf(
  tx: Tx,
  context: Context,
  ticket: SeenTicket,
  leadId: string | null,
  kinds: readonly { value: ObligationSpec }[],
): Promise<Superiors> {
  const team_lead = await seeingLead(tx, context, ticket, leadId);
  const asked = new Set(kinds.flatMap(({ value }) => value.owner));
  const roles = kinds.flatMap(({ value }) =>
    value.owner.includes('role') && value.role ? [value.role] : [],
  );
  if (!asked.has('above_team_lead') && !asked.has('unit_head') && roles.length === 0)
    return { team_lead, above_team_lead: null, unit_head: null, roles: new Map() };
  const sees = await whoSees(tx, context, [ticket]);
  const first = (people: readonly string[]) => people.find((user) => sees(ticket.id, user)) ?? null;
  const leaders = await whoLeads(tx, context, { unitId: ticket.unit_id, teamId: ticket.team_id });
  const holders = await holdersOf(tx, context, roles, ticket.unit_id);
  return {
    team_lead,
    above_team_lead: first(leaders.above),
    unit_head: first(leaders.heads),
    roles: new Map(
      [...holders].flatMap(([role, people]): [string, string][] => {
        const holder = first(people);
        return holder === null ? [] : [[role, holder]];
      }),
    ),
  };
}
