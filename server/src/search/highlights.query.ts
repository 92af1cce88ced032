import { setImmediate as otherWork } from 'node:timers/promises';
import type { Highlight } from '@shouwen/api';
import { type Clause, type Mark, marksIn, snippetOf } from '@shouwen/search';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { likelyMessages } from './likely-messages.query.ts';

// What is looked through for one ticket of a page: enough to show where the words stand, cheap enough for fifty rows.
const newestMessages = 30;
const longestText = 20_000; // characters of one message or file
const longestTicket = 40_000; // characters of the messages of one ticket
const atATime = 100_000; // UTF-16 units between which requests come in

interface Candidate {
  ticket: string;
  in: Highlight['in'];
  message: string | null;
  text: string;
}

type Tickets = readonly { id: string; subject: string; customer_id: string }[];
interface Shown {
  candidate: Candidate;
  clauses: number;
  marks: Mark[];
}

/** For each found ticket of a page the place where most of what was asked for stands. */
export async function highlightsOf(
  tx: Tx,
  context: Context,
  tickets: Tickets,
  clauses: readonly Clause[],
): Promise<Map<string, Highlight>> {
  const wanted = clauses.filter((clause) => !clause.not && clause.space !== 'tag');
  if (tickets.length === 0 || wanted.length === 0) return new Map();
  const shown = await inLikelyMessages(tx, context, tickets, wanted);
  const others = tickets.filter(({ id }) => !shown.has(id));
  if (others.length > 0)
    for (const [id, place] of await inAll(await textsOf(tx, context, others), wanted)) shown.set(id, place);
  return new Map(
    [...shown].map(([ticket, { candidate, marks }]) => [
      ticket,
      { in: candidate.in, message: candidate.message, ...snippetOf(candidate.text, marks) },
    ]),
  );
}

/** Where all of it stands in one message, which it mostly does: nothing else of that ticket has to be read. */
async function inLikelyMessages(
  tx: Tx,
  context: Context,
  tickets: Tickets,
  wanted: readonly Clause[],
): Promise<Map<string, Shown>> {
  const shown = new Map<string, Shown>();
  if (wanted.some((clause) => clause.space !== null)) return shown; // asks for what is not in messages
  const ids = tickets.map(({ id }) => id);
  const bounds = { newest: newestMessages, longest: longestText };
  for (const candidate of await likelyMessages(tx, context, ids, wanted, bounds)) {
    const found = marksIn(candidate.text, wanted);
    if (found.clauses === wanted.length) shown.set(candidate.ticket, { candidate, ...found });
  }
  return shown;
}

/** The best of many texts for each ticket, the first of those that are as good. */
async function inAll(texts: readonly Candidate[], wanted: readonly Clause[]): Promise<Map<string, Shown>> {
  const best = new Map<string, Shown>();
  let looked = 0;
  for (const candidate of texts) {
    const before = best.get(candidate.ticket);
    if (before?.clauses === wanted.length) continue;
    looked += candidate.text.length;
    if (looked > atATime) {
      await otherWork();
      looked = 0;
    }
    const asked = wanted.filter((clause) => mayStandIn(clause, candidate.in));
    const found = marksIn(candidate.text, asked);
    if (found.clauses > (before?.clauses ?? 0)) best.set(candidate.ticket, { candidate, ...found });
  }
  return best;
}

const mayStandIn = ({ space }: Clause, place: Highlight['in']): boolean =>
  space === null ||
  (space === 'subject' && place === 'subject') ||
  (space === 'from' && place === 'customer');

/** What may be shown of each ticket, the likeliest first: messages from the newest on, their files, subject, customer. */
async function textsOf(tx: Tx, context: Context, tickets: Tickets): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    with recursive family (root, id) as (
      select id, id from ticket where org_id = ${context.org} and id = any(${tickets.map((one) => one.id)}::uuid[])
      union
      select family.root, source.id from ticket source join family on source.merged_into_id = family.id
      where source.org_id = ${context.org}
    ), recent as materialized (
      select f.root, m.id, m.kind, m.body, m.at from family f cross join lateral (
        select *, sum(length(body)) over (order by at desc, id desc) as so_far from (
          select id, kind, left(body, ${longestText}) as body, at from message -- index message_by_ticket
          where org_id = ${context.org} and ticket_id = f.id order by at desc, id desc limit ${newestMessages}
        ) newest
      ) m where m.so_far <= ${longestTicket}
    )
    select ticket, "in", message, text from (
      select root as ticket, case kind when 'note' then 'note' else 'message' end as "in", id as message, body as text, 1 as nth, at
      from recent
      union all
      select r.root, 'attachment', r.id, s.name || E'\n' || left(coalesce(x.content, ''), ${longestText}), 2, r.at
      from recent r
      join message_attachment a on a.org_id = ${context.org} and a.message_id = r.id
      join stored_file s on s.org_id = a.org_id and s.id = a.file_id
      left join file_text x on x.org_id = s.org_id and x.sha256 = s.sha256
    ) as each order by nth, at desc`.execute(tx);
  const customers = await tx
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('org_id', '=', context.org)
    .where('id', 'in', [...new Set(tickets.map((ticket) => ticket.customer_id))])
    .execute();
  const nameOf = new Map(customers.map((customer) => [customer.id, customer.name]));
  return [
    ...rows,
    ...tickets.map(({ id, subject }) => ({
      ticket: id,
      in: 'subject' as const,
      message: null,
      text: subject,
    })),
    ...tickets.map(({ id, customer_id }) => ({
      ticket: id,
      in: 'customer' as const,
      message: null,
      text: nameOf.get(customer_id) ?? '',
    })),
  ];
}
