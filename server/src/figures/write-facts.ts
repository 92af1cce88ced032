import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { factsOf, type TicketFacts } from './project.ts';

const tables = ['figure_fact', 'figure_span', 'figure_duty'] as const;
const nothing: TicketFacts = { facts: [], spans: [], duties: [] };

/**
 * Makes the facts of these tickets what the ledger says up to a position. Doing it again changes nothing, so each event
 * has its effect once, however often it is read. Gives how many tickets had other facts before.
 */
export async function writeFacts(
  tx: Tx,
  context: Context,
  tickets: readonly string[],
  upTo: number,
): Promise<number> {
  const { org } = context;
  const wrong = await differing(tx, context, await stillThere(tx, org, tickets), upTo);
  if (wrong.size === 0) return 0;
  for (const table of tables)
    await tx
      .deleteFrom(table)
      .where('org_id', '=', org)
      .where('ticket_id', 'in', [...wrong.keys()])
      .execute();
  const rows = <Part extends keyof TicketFacts>(part: Part) =>
    [...wrong].flatMap(([ticket_id, right]) =>
      right[part].map((row) => ({ org_id: org, ticket_id, ...row })),
    );
  await insert(tx, 'figure_fact', rows('facts'));
  await insert(tx, 'figure_span', rows('spans'));
  await insert(tx, 'figure_duty', rows('duties'));
  return wrong.size;
}

/** The ledger tells of sample tickets also when they are gone; nobody takes one away while its facts are written. */
async function stillThere(tx: Tx, org: number, tickets: readonly string[]): Promise<string[]> {
  if (tickets.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from ticket where org_id = ${org} and id = any(${[...tickets]}::uuid[]) order by id for key share`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Of these tickets those whose stored facts are not what the ledger says up to a position, with what it says. */
export async function differing(
  tx: Tx,
  context: Pick<Context, 'org' | 'configuration'>,
  tickets: readonly string[],
  upTo: number,
): Promise<Map<string, TicketFacts>> {
  if (tickets.length === 0) return new Map();
  const right = await factsOf(tx, context, tickets, upTo);
  const stored = await storedFacts(tx, context.org, tickets);
  const wrong = tickets.filter((id) => asText(right.get(id)) !== asText(stored.get(id)));
  return new Map(wrong.map((id) => [id, right.get(id) ?? nothing]));
}

/** The facts as they are stored, ticket by ticket. */
async function storedFacts(
  tx: Tx,
  org: number,
  tickets: readonly string[],
): Promise<Map<string, TicketFacts>> {
  const ours = sql<boolean>`org_id = ${org} and ticket_id = any(${[...tickets]}::uuid[])`;
  const [facts, spans, duties] = await Promise.all([
    tx.selectFrom('figure_fact').selectAll().where(ours).execute(),
    tx.selectFrom('figure_span').selectAll().where(ours).execute(),
    tx.selectFrom('figure_duty').selectAll().where(ours).execute(),
  ]);
  const rows = new Map<string, TicketFacts>();
  const of = (ticket: string) => {
    const found = rows.get(ticket) ?? { facts: [], spans: [], duties: [] };
    rows.set(ticket, found);
    return found;
  };
  for (const { org_id, ticket_id, ...row } of facts) of(ticket_id).facts.push(row);
  for (const { org_id, ticket_id, ...row } of spans) of(ticket_id).spans.push(row);
  for (const { org_id, ticket_id, ...row } of duties) of(ticket_id).duties.push(row);
  return rows;
}

/** The same text for the same facts, in whatever order they come. */
function asText({ facts, spans, duties }: TicketFacts = nothing): string {
  const lines = [facts, spans, duties].map((rows) =>
    rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort(),
  );
  return JSON.stringify(lines);
}

async function insert(tx: Tx, table: (typeof tables)[number], rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into ${sql.table(table)}
    select * from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)})`.execute(tx);
}
