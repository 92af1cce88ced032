import type { Channel } from '@shouwen/api';
import type { Cause } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import { appendEvent, type NewEvent } from '../events/append-event.ts';
import { followTicket } from '../obligations/follow-ticket.ts';
import { newId } from '../platform/ids.ts';
import { decisive } from '../policies/fields.ts';
import type { Tx } from '../tables.ts';
import { isActivity } from './activity.ts';
import { describeChange, differs } from './describe-change.ts';
import type { TicketRow } from './find-ticket.ts';
import { statusOfCategory } from './marks.ts';
import { settleHolders } from './settle-holders.ts';
import { momentsOf, type Standing, type Turn, withTurn } from './standing.ts';

/** What a use case wants to be different on a ticket's row; what belongs together in it is the use case's to see to. */
export type TicketSet = Partial<
  Pick<
    TicketRow,
    | 'subject'
    | 'type_key'
    | 'category_key'
    | 'status_key'
    | 'status_category'
    | 'importance'
    | 'urgency'
    | 'priority'
    | 'phase'
    | 'tags'
    | 'fields'
    | 'language'
    | 'unit_id'
    | 'team_id'
    | 'assignee_id'
    | 'first_contact_owner_id'
    | 'customer_id'
    | 'customer_tier'
    | 'confidential'
    | 'merged_into_id'
    | 'snoozed_until'
    | 'excerpt'
    | 'last_activity_at'
    | 'customer_confirmed_at'
    | 'resolved_at'
    | 'closed_at'
    | 'provisional'
    | 'policy_version'
  >
>;

export interface Applied {
  ticket: TicketRow;
  eventId: string;
}

/** What an event of a ticket tells beside what changed. */
export interface TicketEvent extends Pick<NewEvent, 'kind' | 'data' | 'payload'> {
  /** a person gave the customer an answer in this step */
  answered?: boolean;
  /** the channel on which the customer wrote */
  contact?: Channel;
  /** the customer refused the solution */
  refused?: boolean;
  /** a message of the customer came: what it does to a sleeping ticket, it does whatever else is taken back */
  wakes?: boolean;
  /** it came on a thread that was merged in: the merges whose undoing takes it back */
  merges?: readonly string[];
  /** done with the obligations before they follow what changed on the row */
  first?: (cause: Cause) => Promise<void>;
}

// The fields whose change makes a new ETag; messages, due times and marks of activity do not.
const editable = [
  'subject',
  'type_key',
  'category_key',
  'status_key',
  'importance',
  'urgency',
  'phase',
  'tags',
  'fields',
  'language',
  'team_id',
  'assignee_id',
  'customer_id',
  'confidential',
] as const;
const followed = [
  ...decisive,
  'status_category',
  'assignee_id',
  'first_contact_owner_id',
  'policy_version',
] as const;

/**
 * The one way in which a ticket's row changes: works out what follows (moments of resolving and closing), lets its
 * obligations follow, writes the row and appends one event that tells what changed. The ticket must be locked.
 */
export async function applyChange(
  tx: Tx,
  context: Context,
  before: TicketRow,
  wanted: TicketSet,
  event: TicketEvent,
): Promise<Applied> {
  const { now } = context;
  const set = await settleHolders(tx, context, before, wanted);
  // a standing that is put back was decided long ago
  const putBack = set.provisional !== undefined;
  const decided = !putBack && (event.wakes === true || set.status_category !== undefined);
  const after: TicketRow = {
    ...before,
    last_activity_at: isActivity(event.kind) && now > before.last_activity_at ? now : before.last_activity_at,
    provisional: recorded(context, before, set, event),
    ...momentsOf(before, set.status_category ?? before.status_category, now),
    ...set,
  };
  const changed = (name: keyof TicketRow) => differs(before, after, name);
  const provisional = before.provisional !== null;
  const eventId = newId(now);
  if (event.answered || event.contact || event.first || followed.some(changed) || (decided && provisional)) {
    const cause = { at: now, event: eventId, ...(event.merges?.length ? { provisional: true } : {}) };
    await event.first?.(cause);
    const teamLeadId = await leadOf(tx, context, after.team_id);
    const answered = event.answered ?? false;
    const contact = event.contact ?? null;
    const refused = event.refused ?? false;
    const change = { before, after, answered, contact, refused, decided, provisional, cause, teamLeadId };
    Object.assign(after, await followTicket(tx, context, change));
  }
  if (editable.some(changed)) after.version = before.version + 1;
  const { org_id, id, fields, provisional: record, ...columns } = after;
  await tx
    .updateTable('ticket')
    .set({ ...columns, fields: JSON.stringify(fields), provisional: record && JSON.stringify(record) })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute();
  const told = describeChange(before, after, Object.keys(set) as (keyof TicketSet)[]);
  const payload = { ...event.payload, ...told.payload };
  await appendEvent(tx, context, {
    id: eventId,
    kind: event.kind,
    subject: { kind: 'ticket', id },
    ticketId: id,
    data: { ...event.data, ...(event.merges?.length ? { merges: event.merges } : {}), ...told.data },
    ...(Object.keys(payload).length > 0 ? { payload } : {}),
  });
  return { ticket: after, eventId };
}

/** The record of what may be taken back, with this change. */
function recorded(context: Context, before: TicketRow, set: TicketSet, event: TicketEvent) {
  const base = { at: context.now.toISOString(), merges: event.merges ?? [] };
  const changes = standingIn(set);
  if (!event.wakes && Object.keys(changes).length === 0) return before.provisional;
  const turn: Turn = event.wakes
    ? { ...base, do: 'wake', open: statusOfCategory(context.configuration, 'open') }
    : { ...base, do: 'set', set: changes };
  return withTurn(before.provisional, standingOf(before), turn);
}

/** How a ticket stands. */
export function standingOf(row: TicketRow): Standing {
  return {
    status_key: row.status_key,
    status_category: row.status_category,
    resolved_at: row.resolved_at?.toISOString() ?? null,
    closed_at: row.closed_at?.toISOString() ?? null,
    customer_confirmed_at: row.customer_confirmed_at?.toISOString() ?? null,
    snoozed_until: row.snoozed_until?.toISOString() ?? null,
    assignee_id: row.assignee_id,
  };
}

function standingIn(set: TicketSet): Partial<Standing> {
  const moment = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...(set.status_key === undefined ? {} : { status_key: set.status_key }),
    ...(set.status_category === undefined ? {} : { status_category: set.status_category }),
    ...(set.customer_confirmed_at === undefined
      ? {}
      : { customer_confirmed_at: moment(set.customer_confirmed_at) }),
    ...(set.snoozed_until === undefined ? {} : { snoozed_until: moment(set.snoozed_until) }),
    ...(set.assignee_id === undefined ? {} : { assignee_id: set.assignee_id }),
  };
}

async function leadOf(tx: Tx, context: Context, teamId: string): Promise<string | null> {
  const team = await tx
    .selectFrom('team')
    .select('lead_id')
    .where('org_id', '=', context.org)
    .where('id', '=', teamId)
    .executeTakeFirst();
  return team?.lead_id ?? null;
}
