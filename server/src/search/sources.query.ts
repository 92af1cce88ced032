import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

/** What a document is made of: a ticket that is merged into none, with every thread that its page shows. */
export interface Source {
  id: string;
  activityAt: Date;
  threads: ThreadSource[];
  /** in order of time */
  messages: MessageSource[];
  /** who it is for and who else takes part, with all that were merged with them */
  customers: CustomerSource[];
}
export interface ThreadSource {
  id: string;
  number: number;
  external_number: string | null;
  subject: string;
  tags: string[];
  fields: Record<string, unknown>;
}
export interface MessageSource {
  id: string;
  author_name: string;
  body: string;
  files: FileSource[];
}
/** An attachment; its text as far as it has been read. */
export interface FileSource {
  sha256: string;
  name: string;
  media_type: string;
  size: number;
  content: string | null;
}
export interface CustomerSource {
  name: string;
  contacts: { value: string; normalised: string }[];
}
interface Family {
  root: string;
  id: string;
}

/** For each ticket the one that shows it, itself when it is merged into none. Tickets that are not there are left out. */
export async function rootsOf(tx: Tx, org: number, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<Family>`
    with recursive way (id, at, further) as (
      select id, id, merged_into_id from ticket where org_id = ${org} and id = any(${[...ids]}::uuid[])
      union
      select way.id, target.id, target.merged_into_id from ticket target join way on target.id = way.further
      where target.org_id = ${org}
    )
    select id, at as root from way where further is null`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.root]));
}

/** Everything that the documents of these tickets are made of, in a handful of queries for all of them. */
export async function sourcesOf(tx: Tx, org: number, roots: readonly string[]): Promise<Source[]> {
  const families = await familiesOf(tx, org, roots);
  if (families.length === 0) return [];
  const rootOf = new Map(families.map((family) => [family.id, family.root]));
  const ids = [...rootOf.keys()];
  const tickets = await ticketsOf(tx, org, ids);
  const messages = grouped(await messagesOf(tx, org, ids), rootOf);
  const customers = grouped(await customersOf(tx, org, ids), rootOf);
  const threads = grouped(
    tickets.map((ticket) => ({ ticket_id: ticket.id, ...ticket })),
    rootOf,
  );
  return roots.flatMap((id) => {
    const own = threads.get(id)?.find((thread) => thread.id === id);
    if (!own) return [];
    return {
      id,
      activityAt: own.last_activity_at,
      threads: threads.get(id) ?? [],
      messages: messages.get(id) ?? [],
      customers: customers.get(id) ?? [],
    };
  });
}

function grouped<T extends { ticket_id: string }>(
  rows: readonly T[],
  rootOf: ReadonlyMap<string, string>,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const root = rootOf.get(row.ticket_id) ?? '';
    const group = groups.get(root);
    if (group) group.push(row);
    else groups.set(root, [row]);
  }
  return groups;
}

/** The tickets themselves and all that are merged into them (index ticket_merged). */
async function familiesOf(tx: Tx, org: number, roots: readonly string[]): Promise<Family[]> {
  const { rows } = await sql<Family>`
    with recursive family (root, id) as (
      select id, id from ticket where org_id = ${org} and id = any(${[...roots]}::uuid[])
      union
      select family.root, source.id from ticket source join family on source.merged_into_id = family.id
      where source.org_id = ${org}
    )
    select root, id from family`.execute(tx);
  return rows;
}

function ticketsOf(tx: Tx, org: number, ids: string[]) {
  return tx
    .selectFrom('ticket')
    .select(['id', 'number', 'external_number', 'subject', 'tags', 'fields', 'last_activity_at'])
    .where('org_id', '=', org)
    .where('id', 'in', ids)
    .orderBy('number')
    .execute();
}

async function messagesOf(
  tx: Tx,
  org: number,
  ids: string[],
): Promise<(MessageSource & { ticket_id: string })[]> {
  const messages = await tx
    .selectFrom('message') // index message_by_ticket
    .select(['id', 'ticket_id', 'author_name', 'body'])
    .where('org_id', '=', org)
    .where('ticket_id', 'in', ids)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const files = await tx
    .selectFrom('message as m')
    .innerJoin('message_attachment as a', (join) =>
      join.onRef('a.org_id', '=', 'm.org_id').onRef('a.message_id', '=', 'm.id'),
    )
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.org_id', '=', 'a.org_id').onRef('f.id', '=', 'a.file_id'),
    )
    .leftJoin('file_text as x', (join) =>
      join
        .onRef('x.org_id', '=', 'f.org_id')
        .onRef('x.sha256', '=', 'f.sha256')
        .on('x.state', '<>', 'waiting'),
    )
    .select(['m.id as message_id', 'f.sha256', 'f.name', 'f.media_type', 'f.size', 'x.content'])
    .where('m.org_id', '=', org)
    .where('m.ticket_id', 'in', ids)
    .orderBy('f.id')
    .execute();
  const byMessage = new Map<string, FileSource[]>();
  for (const { message_id, ...file } of files)
    byMessage.set(message_id, [...(byMessage.get(message_id) ?? []), file]);
  return messages.map((message) => ({ ...message, files: byMessage.get(message.id) ?? [] }));
}

/** Customers and participants of the tickets, each with everybody of the tree that merging has made. */
async function customersOf(
  tx: Tx,
  org: number,
  ids: string[],
): Promise<(CustomerSource & { ticket_id: string })[]> {
  const { rows } = await sql<{
    ticket_id: string;
    name: string;
    value: string | null;
    normalised: string | null;
    customer: string;
  }>`
    with recursive base (ticket_id, id) as (
      select id, customer_id from ticket where org_id = ${org} and id = any(${ids}::uuid[])
      union
      select ticket_id, customer_id from ticket_participant where org_id = ${org} and ticket_id = any(${ids}::uuid[])
    ),
    up (id, at, further) as (
      select c.id, c.id, c.merged_into_id from customer c where c.org_id = ${org} and c.id in (select id from base)
      union
      select up.id, c.id, c.merged_into_id from customer c join up on c.id = up.further where c.org_id = ${org}
    ),
    tree (top, id) as (
      select at, at from up where further is null
      union
      select tree.top, c.id from customer c join tree on c.merged_into_id = tree.id where c.org_id = ${org}
    ),
    member (ticket_id, id) as (
      select distinct base.ticket_id, tree.id from base
      join up on up.id = base.id and up.further is null join tree on tree.top = up.at
    )
    select member.ticket_id, c.id as customer, c.name, k.value, k.normalised
    from member join customer c on c.org_id = ${org} and c.id = member.id
    left join customer_contact k on k.org_id = c.org_id and k.customer_id = c.id
    order by member.ticket_id, c.id, k.id`.execute(tx);
  const found = new Map<string, CustomerSource & { ticket_id: string }>();
  for (const { ticket_id, customer, name, value, normalised } of rows) {
    const key = `${ticket_id} ${customer}`;
    const one = found.get(key) ?? { ticket_id, name, contacts: [] };
    if (value !== null && normalised !== null) one.contacts.push({ value, normalised });
    found.set(key, one);
  }
  return [...found.values()];
}
