import type { LocalText, SampleData } from '@shouwen/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { requireEverywhere } from '../people/policy.ts';
import type { Tx } from '../tables.ts';
import { sampleRecords } from './sample-records.ts';
import { type ByKind, partSampleData } from './what-stays.query.ts';

/** What was made up and is there, what people did with it since, and what would stay because something real hangs on it. */
export async function showSampleData(tx: Tx, context: Context): Promise<z.input<typeof SampleData>> {
  requireEverywhere(context, 'config.manage');
  const records = await sampleRecords(tx, context.org);
  const { goes, stays } = await partSampleData(tx, context.org);
  const count = (kind: keyof ByKind) => records.filter((one) => one.kind === kind).length;
  return {
    added_at: records[0]?.added_at.toISOString() ?? null,
    tickets: count('ticket'),
    customers: count('customer'),
    people: count('user'),
    touched: await touchedByPeople(tx, context, goes.ticket),
    stays: await namesOf(tx, context, stays),
  };
}

/** Tickets on which somebody real did something, with how much of it would be lost. */
async function touchedByPeople(tx: Tx, { org }: Context, tickets: readonly string[]) {
  const madeUp = sql`(select id from sample_record where org_id = ${org} and kind = 'user')`;
  const { rows } = await sql<{ number: number; subject: string | null; messages: number; changes: number }>`
    select t.number, case when t.confidential then null else t.subject end as subject, done.changes,
      (select count(*)::int from message m where m.org_id = t.org_id and m.ticket_id = t.id
        and m.author_kind = 'user' and m.author_id not in ${madeUp}) as messages
    from ticket t, lateral (
      select count(*)::int as changes from event e -- index event_by_ticket
      where e.org_id = t.org_id and e.ticket_id = t.id and e.actor_kind = 'user' and e.actor_id not in ${madeUp}) done
    where t.org_id = ${org} and t.id = any(${[...tickets]}::uuid[]) and done.changes > 0
    order by t.number`.execute(tx);
  return rows;
}

async function namesOf(tx: Tx, { org }: Context, stays: ByKind) {
  const among = (kind: keyof ByKind) => sql`id = any(${[...stays[kind]]}::uuid[])`;
  const { rows: tickets } = await sql<{ number: number }>`
    select number from ticket where org_id = ${org} and ${among('ticket')} order by number`.execute(tx);
  const { rows: customers } = await sql<{ name: string }>`
    select name from customer where org_id = ${org} and ${among('customer')} order by id`.execute(tx);
  const { rows: people } = await sql<{ name: string }>`
    select name from user_account where org_id = ${org} and ${among('user')} order by id`.execute(tx);
  const { rows: teams } = await sql<{ name: LocalText }>`
    select name from team where org_id = ${org} and ${among('team')}
    union all select name from unit where org_id = ${org} and ${among('unit')}`.execute(tx);
  return {
    tickets: tickets.map(({ number }) => number),
    customers: customers.map(({ name }) => name),
    people: people.map(({ name }) => name),
    teams: teams.map(({ name }) => name),
  };
}
