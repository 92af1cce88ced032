import type { Clock } from '@shouwen/obligations';
import type { Actor } from '../../context.ts';
import { reviveAll } from '../../obligations/store.ts';
import { sweepDue } from '../../obligations/sweep.ts';
import { inTransaction } from '../../platform/http/pipeline.ts';
import type { TestApp } from '../../platform/testing/test-app.ts';
import { decideSolution } from '../decide-solution.ts';
import { lockTicketById, type TicketRow } from '../find-ticket.ts';
import { receiveMessage } from '../receive-message.ts';
import { wakeSnoozed } from '../wake-snoozed.ts';

/** Everything about a ticket that must be the same for a twin that went another way to the same end. */
export async function factsOf(test: TestApp, number: number) {
  const { db, org } = test.app;
  const row = await rowOf(test, number);
  const messages = await db
    .selectFrom('message')
    .select(['kind', 'body', 'at', 'author_kind', 'author_name', 'channel'])
    .where('org_id', '=', org)
    .where('ticket_id', '=', row.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const watchers = await db
    .selectFrom('ticket_watcher')
    .select('user_id')
    .where('org_id', '=', org)
    .where('ticket_id', '=', row.id)
    .orderBy('user_id')
    .execute();
  return {
    status: [row.status_key, row.status_category],
    resolved_at: row.resolved_at,
    closed_at: row.closed_at,
    confirmed_at: row.customer_confirmed_at,
    snoozed_until: row.snoozed_until,
    assignee: row.assignee_id,
    owner: row.first_contact_owner_id,
    priority: row.priority,
    merged_into: row.merged_into_id,
    provisional: row.provisional,
    next_due: [row.next_due_at, row.next_due_kind, row.overdue],
    last_activity_at: row.last_activity_at,
    excerpt: row.excerpt,
    tags: row.tags,
    watchers,
    messages,
    obligations: await obligationFacts(test, row.id),
  };
}

async function obligationFacts(test: TestApp, ticketId: string) {
  const loaded = await obligationsOf(test, ticketId);
  return loaded.map(({ row, clock }) => ({
    kind: row.kind,
    owner: [row.owner_user_id, row.owner_team_id],
    columns: [row.state, row.outcome, row.due_at, row.next_at, row.done_at],
    ...clockFacts(clock),
  }));
}

function clockFacts({ history: _, fired, ...clock }: Clock) {
  const running = clock.state === 'open' || clock.state === 'paused';
  // what has ended fires nothing any more
  return { ...clock, fired: running ? [...fired].sort() : [] };
}

export async function obligationsOf(test: TestApp, ticketId: string) {
  const rows = await test.app.db
    .selectFrom('obligation')
    .selectAll()
    .where('org_id', '=', test.app.org)
    .where('ticket_id', '=', ticketId)
    .orderBy('kind')
    .execute();
  return reviveAll(test.app.db, test.app.org, rows);
}

/** The ledger of everything owed on a ticket: the kind of each step and what caused it. */
export async function stepsOf(test: TestApp, number: number): Promise<string[]> {
  const rows = await test.app.db
    .selectFrom('obligation_step as s')
    .innerJoin('obligation as o', (join) =>
      join.onRef('o.org_id', '=', 's.org_id').onRef('o.id', '=', 's.obligation_id'),
    )
    .select(['o.kind as obligation', 's.kind', 's.detail'])
    .where('o.ticket_id', '=', (await rowOf(test, number)).id)
    .orderBy('o.kind')
    .orderBy('s.seq')
    .execute();
  return rows.map((row) => {
    const { reason } = row.detail.detail as { reason?: string };
    return [row.obligation, row.kind, reason].filter(Boolean).join(' ');
  });
}

export async function rowOf(test: TestApp, number: number): Promise<TicketRow> {
  return test.app.db
    .selectFrom('ticket')
    .selectAll()
    .where('org_id', '=', test.app.org)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
}

/** Lets minutes pass, and what falls due in them be acted on. */
export async function pass(test: TestApp, minutes: number): Promise<void> {
  test.clock.advance(minutes);
  await sweepDue(test.app, test.systemContext);
  await wakeSnoozed(test.app, test.systemContext);
}

async function asCustomer<T>(
  test: TestApp,
  number: number,
  work: (
    ...given: [
      tx: TestApp['app']['db'],
      context: Awaited<ReturnType<TestApp['systemContext']>>,
      ticket: TicketRow,
      author: Extract<Actor, { kind: 'customer' }>,
    ]
  ) => Promise<T>,
): Promise<T> {
  const { id, customer_id } = await rowOf(test, number);
  const { name } = await test.app.db
    .selectFrom('customer')
    .select('name')
    .where('id', '=', customer_id)
    .executeTakeFirstOrThrow();
  const author = { kind: 'customer' as const, id: customer_id, name };
  const context = { ...(await test.systemContext()), actor: author };
  return inTransaction(test.app, async (tx) =>
    work(tx, context, await lockTicketById(tx, context, id), author),
  );
}

/** A message of the ticket's customer comes in on its own thread. */
export async function customerWrites(
  test: TestApp,
  number: number,
  body: string,
  channel: 'email' | 'portal' = 'email',
): Promise<void> {
  await asCustomer(test, number, async (tx, context, ticket, author) => {
    await receiveMessage(tx, context, ticket, { body, channel, author });
  });
}

/** The ticket's customer confirms the solution on the private link of its own thread, or refuses it. */
export async function customerDecides(
  test: TestApp,
  number: number,
  decision: { accepted: boolean; comment?: string },
): Promise<void> {
  await asCustomer(test, number, async (tx, context, ticket) => {
    await decideSolution(tx, context, ticket, decision);
  });
}
