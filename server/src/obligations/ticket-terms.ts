import type { Priority, StatusCategory } from '@shouwen/api';
import { budgetOf, type Calendar, type Target } from '@shouwen/calendar';
import type { Clock, Terms } from '@shouwen/obligations';
import type { PolicyFacts } from '../policies/fields.ts';
import type { ObligationSpec } from '../policies/select-terms.ts';
import type { LoadedObligation } from './store.ts';
import type { Superiors } from './superiors.ts';

export type { ObligationSpec };

/** What obligations need to know of the ticket that they stand on. */
export interface TicketSubject extends PolicyFacts {
  id: string;
  status_category: StatusCategory;
  assignee_id: string | null;
  first_contact_owner_id: string | null;
  /** set while it is merged into another ticket */
  merged_into_id?: string | null;
}

/** How long it may take for this type and priority. */
export function targetFor(spec: ObligationSpec, ticket: { type_key: string; priority: Priority }): Target {
  const target =
    spec.target.by_type?.[ticket.type_key]?.[ticket.priority] ?? spec.target.default[ticket.priority];
  return typeof target === 'number' ? { elapsed_minutes: target } : target;
}

/** The same with what happens on the way, for something that started then and is counted on this calendar. */
export function termsFor(
  spec: ObligationSpec,
  ticket: { type_key: string; priority: Priority },
  calendar: Calendar,
  start: Date,
): Terms {
  const target = targetFor(spec, ticket);
  const minutes = budgetOf(calendar, start, target) / 60_000;
  return {
    target,
    // a warning longer before the end than the whole budget would fire at once: left out
    warnings: spec.warn.filter((warning) => 'share' in warning || warning.before_minutes < minutes),
    // whom they go to and what is done is pinned with the rest
    escalations: spec.escalate.map((step) => ({ ...step })),
  };
}

/** Who owes it: the first in the list of the spec that there is. */
export function ownerFor(
  spec: ObligationSpec,
  ticket: TicketSubject,
  superiors: Superiors,
): { owner_user_id: string | null; owner_team_id: string | null } {
  for (const owner of spec.owner) {
    if (owner === 'team') return { owner_user_id: null, owner_team_id: ticket.team_id };
    const user = {
      first_contact_owner: ticket.first_contact_owner_id,
      assignee: ticket.assignee_id,
      team_lead: superiors.team_lead,
      above_team_lead: superiors.above_team_lead,
      unit_head: superiors.unit_head,
      role: superiors.roles.get(spec.role ?? ''),
    }[owner];
    if (user) return { owner_user_id: user, owner_team_id: null };
  }
  return { owner_user_id: null, owner_team_id: ticket.team_id };
}

/** What a ticket's list row says about its obligations. */
export interface NextDue {
  next_due_at: Date | null;
  next_due_kind: string | null;
  overdue: boolean;
}

/** The earliest open, unpaused obligation towards the customer. */
export function nextDueOf(
  obligations: { kind: string; towards_customer: boolean; clock: Clock }[],
  now: Date,
): NextDue {
  let soonest: { kind: string; due: Date } | null = null;
  for (const { kind, towards_customer, clock } of obligations) {
    if (!towards_customer || clock.state !== 'open' || clock.due_at === null) continue;
    if (soonest === null || clock.due_at < soonest.due) soonest = { kind, due: clock.due_at };
  }
  return {
    next_due_at: soonest?.due ?? null,
    next_due_kind: soonest?.kind ?? null,
    overdue: soonest !== null && soonest.due < now,
  };
}

export const nextDueOfLoaded = (obligations: LoadedObligation[], now: Date): NextDue =>
  nextDueOf(
    obligations.map(({ row, clock }) => ({ kind: row.kind, towards_customer: row.towards_customer, clock })),
    now,
  );
