import { allOf, anyOf, type Condition, evaluate, never, type Sql, toSql } from '@shouwen/conditions';
import type { RawBuilder } from 'kysely';
import type { Context } from '../context.ts';
import { can, unitsWith, type Viewer } from '../people/viewer.ts';
import { fragment } from '../platform/sql.ts';
import { type TicketRecord, ticketFields } from './fields.ts';

/**
 * Which tickets a viewer may see: those of the units in which the viewer may read, of the viewer's teams, and those
 * that the viewer owns, works on, watches, was asked about or has a task on. A confidential one only when the viewer
 * is one of these people, or may see confidential tickets in its unit. The one access policy of tickets: lists,
 * counts, single reads, exports and real-time messages all use this tree.
 */
export function ticketPolicy(viewer: Viewer | null): Condition {
  if (!viewer) return never;
  const mine = anyOf(
    { field: 'assignee', is: viewer.userId },
    { field: 'first_contact_owner', is: viewer.userId },
    { field: 'watchers', contains: viewer.userId },
    { field: 'asked', contains: viewer.userId },
    { field: 'tasked', contains: viewer.userId },
  );
  const inReach = anyOf(
    { field: 'unit', in: unitsWith(viewer, 'ticket.read') },
    { field: 'team', in: viewer.teams },
  );
  const open = anyOf(
    { field: 'confidential', is: false },
    { field: 'unit', in: unitsWith(viewer, 'ticket.confidential') },
  );
  return anyOf(mine, allOf(inReach, open));
}

/**
 * What holds of every ticket that the viewer sees by nothing but being one of these people: it is in a unit in which
 * the viewer may not read, or confidential. Said by what indexes find, so that the many others need not be looked at.
 */
export function outOfReach({ viewer, configuration }: Pick<Context, 'viewer' | 'configuration'>): Condition {
  const readable = new Set(viewer ? unitsWith(viewer, 'ticket.read') : []);
  const others = configuration.units().filter((unit) => !readable.has(unit.id));
  return anyOf({ field: 'unit', in: others.map((unit) => unit.id) }, { field: 'confidential', is: true });
}

/** The policy, and whatever narrows it, as a boolean SQL expression over `ticket t`. */
export function ticketsWhere(context: Context, narrower?: Condition): RawBuilder<boolean> {
  return fragment(ticketsSql(context, 1, narrower));
}

/** The same as text, its parameters numbered from `firstParameter`. */
export function ticketsSql(context: Context, firstParameter: number, narrower?: Condition): Sql {
  const policy = ticketPolicy(context.viewer);
  const condition = narrower ? allOf(policy, narrower) : policy;
  return toSql(condition, ticketFields(context.configuration), { now: context.now, firstParameter });
}

/** The same policy asked of one record in memory. */
export function maySee(context: Context, ticket: TicketRecord): boolean {
  return evaluate(ticketPolicy(context.viewer), ticketFields(context.configuration), ticket, {
    now: context.now,
  });
}

/** What the viewer may do with a visible ticket; the names are those of the contract's `may`. */
export function ticketRights(
  context: Context,
  ticket: {
    unit_id: string;
    first_contact_owner_id: string | null;
    team_id: string;
    assignee_id: string | null;
  },
): Record<string, boolean> {
  const { viewer } = context;
  if (!viewer) return {};
  const own =
    ticket.assignee_id === viewer.userId ||
    ticket.first_contact_owner_id === viewer.userId ||
    viewer.teams.includes(ticket.team_id);
  const may = (permission: Parameters<typeof can>[1]) =>
    can(viewer, permission, ticket.unit_id) || (own && can(viewer, permission));
  return {
    write: may('ticket.write'),
    assign: may('ticket.assign'),
    close: may('ticket.close'),
    merge: may('ticket.merge'),
    change_owner: can(viewer, 'ticket.change_owner', ticket.unit_id),
    waive: can(viewer, 'obligation.waive', ticket.unit_id),
    confidential: can(viewer, 'ticket.confidential', ticket.unit_id),
  };
}
