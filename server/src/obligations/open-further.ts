import type { Channel } from '@shouwen/api';
import { type Entry, MERGED, RESOLVED } from '@shouwen/obligations';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Selection } from '../policies/select-terms.ts';
import type { Tx } from '../tables.ts';
import { isSpared, openPlanned, type Planned, plannedObligations, planOne } from './open-for-ticket.ts';
import { ended, type Proving } from './proof-of.ts';
import type { LoadedObligation } from './store.ts';
import type { Superiors } from './superiors.ts';
import type { ObligationSpec, TicketSubject } from './ticket-terms.ts';

/** A change of a ticket, as far as it can oblige to more. */
export interface Obliging extends Proving {
  after: TicketSubject & { policy_version: string; opened_at: Date };
  /** the customer wrote, on this channel */
  contact: Channel | null;
  /** the customer refused the solution */
  refused: boolean;
  /** what decides about its policy changed */
  anew: boolean;
  superiors: Superiors;
}

type PauseEntry = Entry & { kind: 'paused' | 'resumed' };
type Kind = Selection['kinds'][number];

/**
 * Opens what a change of a ticket obliges to: the answer to what the customer wrote, the next word after an answer, a
 * team's own time, and what a policy asks for that holds only now; the last from the ticket's start, with every pause
 * since. `running` are the obligations after the change. Gives what was opened.
 */
export async function openFurther(
  tx: Tx,
  context: Context,
  selection: Selection,
  change: Obliging,
  obligations: readonly LoadedObligation[],
): Promise<LoadedObligation[]> {
  const { after } = change;
  const planned: Planned[] = [];
  const specOf = new Map(selection.kinds.map(({ key, value }) => [key, value]));
  const running = obligations.filter(({ clock }) => clock.state === 'open' || clock.state === 'paused');
  const runs = (kind: string) => running.some(({ row }) => row.kind === kind);
  const plan = (kind: Kind, start: Date, before: PauseEntry[]) => {
    const { cause, superiors } = change;
    const { policy_version: policyVersion } = after;
    planned.push(
      planOne(context, after, kind, { selection, cause, superiors, start, before, policyVersion }),
    );
  };
  for (const kind of selection.kinds) {
    // what begins with the solution begins then, all else only before
    if (runs(kind.key) || ended(after.status_category) !== (kind.value.on === 'ticket.resolved')) continue;
    switch (kind.value.on) {
      case 'ticket.opened':
        if (change.anew && (await isNewlyOwed(tx, context, kind, change, obligations)))
          plan(kind, startOf(change, obligations), await pausesSince(tx, context, kind.value, change));
        break;
      case 'customer.wrote':
        if (isContact(selection, change) && !awaitsAnswer(running, specOf))
          plan(kind, change.cause.at, pausedNow(kind.value, change));
        break;
      case 'customer.answered':
        if (change.answered && selection.answers.includes('reply'))
          plan(kind, change.cause.at, pausedNow(kind.value, change));
        break;
      case 'customer.waits':
        if (isContact(selection, change)) plan(kind, change.cause.at, pausedNow(kind.value, change));
        break;
      case 'ticket.resolved':
        if (change.decided && !ended(change.before.status_category)) plan(kind, change.cause.at, []);
        break;
      case 'solution.refused':
        if (change.refused) plan(kind, change.cause.at, pausedNow(kind.value, change));
        break;
      case 'team.entered':
        if (change.before.team_id !== after.team_id || change.anew)
          plan(kind, change.cause.at, pausedNow(kind.value, change));
        break;
    }
  }
  await openPlanned(tx, context, { obligations: planned });
  return plannedObligations({ obligations: planned });
}

const isContact = (selection: Selection, { contact }: Obliging) =>
  contact !== null && selection.contacts.includes(contact);

/** The oldest message that waits for an answer is owed one already: a further one does not move it. What begins with every message looks to itself. */
function awaitsAnswer(running: readonly LoadedObligation[], specOf: ReadonlyMap<string, ObligationSpec>) {
  return running.some(({ row }) => {
    const spec = specOf.get(row.kind);
    return spec?.proof === 'answer' && (spec.on === 'ticket.opened' || spec.on === 'customer.wrote');
  });
}

/** Whether a kind that is owed from the start was never opened here, and is not proved already. */
async function isNewlyOwed(
  tx: Tx,
  context: Context,
  { key, value }: Kind,
  { after }: Obliging,
  obligations: readonly LoadedObligation[],
): Promise<boolean> {
  if (obligations.some(({ row, clock }) => row.kind === key && clock.state !== 'cancelled')) return false;
  if (isSpared(value, after)) return false;
  if (value.proof === 'first_contact_owner') return after.first_contact_owner_id === null;
  return value.proof !== 'answer' || !(await wasAnswered(tx, context, after.id));
}

async function wasAnswered(tx: Tx, context: Context, ticketId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('message') // index message_by_ticket
    .select('id')
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', 'reply')
    .where('author_kind', '<>', 'system') // what the product wrote by itself is no answer
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** When the request reached us: what was opened with the ticket counts from then. */
function startOf({ after }: Obliging, obligations: readonly LoadedObligation[]): Date {
  const starts = obligations.map(({ clock }) => clock.started_at.getTime());
  return new Date(Math.min(after.opened_at.getTime(), ...starts));
}

/** Every pause that an obligation of this kind would have had since the ticket was opened, as the ledger tells it. */
async function pausesSince(
  tx: Tx,
  context: Context,
  spec: ObligationSpec,
  { after, cause }: Obliging,
): Promise<PauseEntry[]> {
  const { rows } = await sql<{ id: string; at: Date; from: string; to: string }>`
    select id, at, data -> 'changes' -> 'status_category' ->> 'from' as "from",
      data -> 'changes' -> 'status_category' ->> 'to' as "to"
    from event where org_id = ${context.org} and ticket_id = ${after.id}
      and data -> 'changes' ? 'status_category'
    order by at, id`.execute(tx); // index event_by_ticket
  const reasonOf = (category: string) => {
    if (spec.proof === 'resolution' && (category === 'resolved' || category === 'closed')) return RESOLVED;
    return spec.pause_while.find((each) => each === category) ?? null;
  };
  const entries: PauseEntry[] = [];
  for (const { id, at, from, to } of rows) {
    const [left, entered] = [reasonOf(from), reasonOf(to)];
    if (left === entered) continue;
    if (left) entries.push({ kind: 'resumed', reason: left, at, event: id });
    if (entered) entries.push({ kind: 'paused', reason: entered, at, event: id });
  }
  return after.merged_into_id
    ? [...entries, { kind: 'paused', reason: MERGED, at: cause.at, event: cause.event }]
    : entries;
}

/** What pauses something that begins now. */
function pausedNow(spec: ObligationSpec, { after, cause }: Obliging): PauseEntry[] {
  const reasons = [
    ...spec.pause_while.filter((category) => category === after.status_category),
    ...(after.merged_into_id ? [MERGED] : []),
  ];
  const mark = cause.provisional ? { provisional: true as const } : {};
  return reasons.map((reason) => ({ kind: 'paused', reason, at: cause.at, event: cause.event, ...mark }));
}
