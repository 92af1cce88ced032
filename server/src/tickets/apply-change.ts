import type { Context } from '../context.ts';
import { appendEvent, type NewEvent } from '../events/append-event.ts';
import { followTicket } from '../obligations/follow-ticket.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';

/** What a use case wants to be different on a ticket's row. */
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
    | 'confidential'
    | 'merged_into_id'
    | 'snoozed_until'
    | 'excerpt'
    | 'customer_confirmed_at'
  >
>;

export interface Applied {
  ticket: TicketRow;
  eventId: string;
}

/** What an event of a ticket tells beside what changed. */
export interface TicketEvent extends Pick<NewEvent, 'kind' | 'data' | 'payload'> {
  id?: string;
  /** a person gave the customer an answer in this step */
  answered?: boolean;
  /** may be taken back: it came on a thread that was merged in */
  provisional?: boolean;
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
const texts: ReadonlySet<string> = new Set(['subject', 'excerpt', 'tags', 'fields']);
const followed = [
  'type_key',
  'priority',
  'status_category',
  'team_id',
  'assignee_id',
  'first_contact_owner_id',
  'unit_id',
] as const;

/**
 * The one way in which a ticket's row changes: works out what follows (moments of resolving and closing), lets its
 * obligations follow, writes the row and appends one event that tells what changed. The ticket must be locked.
 */
export async function applyChange(
  tx: Tx,
  context: Context,
  before: TicketRow,
  set: TicketSet,
  event: TicketEvent,
): Promise<Applied> {
  const { now } = context;
  const after: TicketRow = { ...before, ...set, ...momentsOf(before, set, now), last_activity_at: now };
  const eventId = event.id ?? newId(now);
  const differs = (name: keyof TicketRow) => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  if (event.answered || followed.some(differs)) {
    const cause = { at: now, event: eventId, ...(event.provisional ? { provisional: true } : {}) };
    const teamLeadId = await leadOf(tx, context, after.team_id);
    Object.assign(
      after,
      await followTicket(tx, context, {
        before,
        after,
        answered: event.answered ?? false,
        cause,
        teamLeadId,
      }),
    );
  }
  if (editable.some(differs)) after.version = before.version + 1;
  const { org_id, id, fields, ...columns } = after;
  await tx
    .updateTable('ticket')
    .set({ ...columns, fields: JSON.stringify(fields) })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute();
  const changes = Object.keys(set).filter((name) => differs(name as keyof TicketRow)) as (keyof TicketSet)[];
  await appendEvent(tx, context, {
    id: eventId,
    kind: event.kind,
    subject: { kind: 'ticket', id },
    ticketId: id,
    data: {
      ...event.data,
      ...changesIn(
        before,
        after,
        changes.filter((name) => !texts.has(name)),
      ),
    },
    ...payloadOf(
      event.payload,
      before,
      after,
      changes.filter((name) => texts.has(name) && name !== 'excerpt'),
    ),
  });
  return { ticket: after, eventId };
}

function momentsOf(before: TicketRow, set: TicketSet, now: Date): Partial<TicketRow> {
  const from = before.status_category;
  const to = set.status_category ?? from;
  if (from === to) return {};
  const ended = to === 'resolved' || to === 'closed';
  return {
    resolved_at: ended ? (before.resolved_at ?? now) : null,
    closed_at: to === 'closed' ? now : null,
    ...(ended ? {} : { customer_confirmed_at: null }),
  };
}

function changesIn(
  before: TicketRow,
  after: TicketRow,
  names: (keyof TicketSet)[],
): { changes?: Record<string, unknown> } {
  if (names.length === 0) return {};
  return {
    changes: Object.fromEntries(
      names.map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }]),
    ),
  };
}

// What people wrote belongs into the erasable payload.
function payloadOf(
  given: Record<string, unknown> | undefined,
  before: TicketRow,
  after: TicketRow,
  names: (keyof TicketSet)[],
): { payload?: Record<string, unknown> } {
  const { changes } = changesIn(before, after, names);
  return given || changes ? { payload: { ...given, ...(changes ? { changes } : {}) } } : {};
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
