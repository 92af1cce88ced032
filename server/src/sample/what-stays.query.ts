import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import { referencesTo, tablesWith } from './foreign-keys.query.ts';
import { sampleRecords } from './sample-records.ts';
import type { SampleKind } from './tables.ts';

export type ByKind = Record<SampleKind, string[]>;

const tableOf: Record<SampleKind, string> = {
  unit: 'unit',
  team: 'team',
  user: 'user_account',
  customer: 'customer',
  ticket: 'ticket',
};
const kinds = Object.keys(tableOf) as SampleKind[];

/** Rows that belong to a record and go with it; who else stands in them decides whether the record may go. */
const belongings: Partial<Record<SampleKind, Record<string, string | null>>> = {
  unit: { role_grant: 'user_id' },
  team: { team_member: 'user_id' },
  user: { role_grant: null, team_member: null, notification: null },
  customer: { customer_contact: null },
};

/**
 * Parts what was made up into what goes and what stays, because something real hangs on it: a ticket that was merged
 * with a real one, a customer who asked for something real, a team that a setting names, somebody who was given real
 * work or logged in.
 */
export async function partSampleData(tx: Tx, org: number): Promise<{ goes: ByKind; stays: ByKind }> {
  const records = await sampleRecords(tx, org);
  const all = (kind: SampleKind) => records.filter((one) => one.kind === kind).map((one) => one.id);
  const going = new Map(kinds.map((kind) => [kind, new Set(all(kind))]));
  for (const id of await tangledTickets(tx, org, all('ticket'))) going.get('ticket')?.delete(id);
  for (const kind of ['unit', 'team', 'user'] as const)
    for (const id of await named(tx, org, all(kind))) going.get(kind)?.delete(id);
  const aboutTickets = await tablesWith(tx, 'ticket_id');
  for (let changed = true; changed; ) {
    changed = false;
    for (const kind of ['unit', 'team', 'user', 'customer'] as const)
      for (const id of await heldByOthers(tx, org, kind, going, aboutTickets))
        changed = going.get(kind)?.delete(id) || changed;
  }
  const parts = (which: (kind: SampleKind, id: string) => boolean) =>
    Object.fromEntries(kinds.map((kind) => [kind, all(kind).filter((id) => which(kind, id))])) as ByKind;
  return {
    goes: parts((kind, id) => going.get(kind)?.has(id) === true),
    stays: parts((kind, id) => going.get(kind)?.has(id) !== true),
  };
}

/** Tickets that are, or were, one with a ticket that is not made up. */
async function tangledTickets(tx: Tx, org: number, tickets: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with sample as (select unnest(${[...tickets]}::uuid[]) as id)
    select target_id as id from ticket_merge where org_id = ${org}
      and target_id in (select id from sample) and source_id not in (select id from sample)
    union
    select source_id from ticket_merge where org_id = ${org}
      and source_id in (select id from sample) and target_id not in (select id from sample)`.execute(tx);
  return rows.map((row) => row.id);
}

/** Ids that a setting, a view or the course of a real ticket names. */
async function named(tx: Tx, org: number, ids: readonly string[]): Promise<string[]> {
  const sample = sql`(select id from sample_record where org_id = ${org} and kind = 'ticket')`;
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${[...ids]}::uuid[]) as named (id)
    where exists (select 1 from config_entry c where c.org_id = ${org} and c.origin = 'local' and position(named.id::text in c.value::text) > 0)
      or exists (select 1 from saved_view v where v.org_id = ${org} and position(named.id::text in v.condition::text) > 0)
      or exists (select 1 from figure_span s where s.org_id = ${org} and named.id in (s.team_id, s.user_id) and s.ticket_id not in ${sample})
      or exists (select 1 from figure_fact f where f.org_id = ${org} and named.id in (f.team_id, f.user_id) and f.ticket_id not in ${sample})`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Of the records of a kind that would go those that a row points at which stays. */
async function heldByOthers(
  tx: Tx,
  org: number,
  kind: SampleKind,
  going: ReadonlyMap<SampleKind, ReadonlySet<string>>,
  aboutTickets: readonly string[],
): Promise<string[]> {
  const held: string[] = [];
  for (const { table, column } of await referencesTo(tx, tableOf[kind])) {
    const person = belongings[kind]?.[table];
    if (person === null) continue;
    const [by, of] = person ? [person, 'user' as const] : owningColumn(table, aboutTickets);
    const { rows } = await sql<{ id: string }>`
      select distinct ${sql.ref(column)} as id from ${sql.table(table)}
      where org_id = ${org} and ${sql.ref(column)} = any(${[...(going.get(kind) ?? [])]}::uuid[])
        and ${by === null ? sql`true` : sql`(${sql.ref(by)} = any(${[...(going.get(of) ?? [])]}::uuid[])) is not true`}`.execute(
      tx,
    );
    held.push(...rows.map((row) => row.id));
  }
  return held;
}

/** The column by which a row goes together with a record, and the kind of that record. */
function owningColumn(
  table: string,
  aboutTickets: readonly string[],
): [column: string | null, kind: SampleKind] {
  if (aboutTickets.includes(table)) return ['ticket_id', 'ticket'];
  const kind = kinds.find((one) => tableOf[one] === table);
  return kind ? ['id', kind] : [null, 'ticket'];
}
