// long: the yardstick, bare SQL that writes and reads the same rows; committed once and then left alone
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { v7 } from 'uuid';

/** What the bare SQL is told once: who acts, where, and the constant parts of what the product writes. */
export interface BareWorld {
  org: number;
  agent: string;
  agentName: string;
  team: string;
  unit: string;
  units: string[];
  teams: string[];
  policyVersion: string;
  /** clock columns of the three obligations of a new ticket, as the product computes them */
  obligations: { kind: string; clock: string; towards: boolean; due: number; next: number; step: string }[];
}

/** Opens a ticket for a known customer: the rows that the product writes, in four round trips. */
export async function bareOpen(
  pool: Pool,
  world: BareWorld,
  email: string,
  subject: string,
  body: string,
): Promise<string> {
  const now = new Date();
  const id = () => v7({ msecs: now.getTime() });
  const [ticket, message, event] = [id(), id(), id()] as const;
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ id: string; name: string }>({
      name: 'bare-customer',
      text: `select c.id, c.name from customer_contact a join customer c on c.org_id = a.org_id and c.id = a.customer_id
             where a.org_id = $1 and a.kind = 'email' and a.normalised = $2`,
      values: [world.org, email],
    });
    const customer = rows[0];
    if (!customer) throw new Error(`no customer ${email}`);
    const ids = world.obligations.map(() => id());
    const due = (ms: number) => new Date(now.getTime() + ms);
    await client.query({
      name: 'bare-open',
      text: `with t as (
          insert into ticket (org_id, id, number, subject, type_key, status_key, status_category, importance, urgency, priority, channel, tags, fields, language, unit_id, team_id,
            customer_id, confidential, excerpt, policy_version, opened_at, last_activity_at, next_due_at, next_due_kind, overdue, version)
          values ($1, $2, nextval('ticket_number'), $3, 'inquiry', 'new', 'new', 'normal', 'normal', 'normal', 'api', '{}', '{}', 'en', $4, $5, $6, false, left($7, 160), $8, $9, $9, $10, 'first_reply', false, 1)
          returning number),
        m as (insert into message (org_id, id, ticket_id, kind, channel, author_kind, author_id, author_name, body, at, mentions)
          values ($1, $11, $2, 'incoming', 'api', 'customer', $6, $12, $7, $9, '{}')),
        o as (insert into obligation (org_id, id, kind, subject_kind, subject_id, ticket_id, unit_id, owner_team_id, opened_by, opened_at, state, clock, due_at, next_at, towards_customer, policy_version)
          select $1, o.id, o.kind, 'ticket', $2, $2, $4, $5, $13, $9, 'open', o.clock, o.due, o.next, o.towards, $8
          from unnest($14::uuid[], $15::text[], $16::jsonb[], $17::timestamptz[], $18::timestamptz[], $19::boolean[]) o (id, kind, clock, due, next, towards)),
        s as (insert into obligation_step (org_id, obligation_id, seq, kind, at, event_id, detail)
          select $1, o.id, 1, 'opened', $9, $13, o.detail from unnest($14::uuid[], $20::jsonb[]) o (id, detail))
        insert into event (org_id, id, kind, at, actor_kind, actor_id, subject_kind, subject_id, ticket_id, data, policy_version, request_id)
        select $1, $13, 'ticket.opened', $9, 'user', $21, 'ticket', $2, $2, jsonb_build_object('number', t.number) || $22::jsonb, $8, $23 from t`,
      values: [
        world.org,
        ticket,
        subject,
        world.unit,
        world.team,
        customer.id,
        body,
        world.policyVersion,
        now,
        due(world.obligations[0]?.due ?? 0),
        message,
        customer.name,
        event,
        ids,
        world.obligations.map((one) => one.kind),
        world.obligations.map((one) => one.clock),
        world.obligations.map((one) => due(one.due)),
        world.obligations.map((one) => due(one.next)),
        world.obligations.map((one) => one.towards),
        world.obligations.map((one) => one.step),
        world.agent,
        JSON.stringify({
          message,
          type: 'inquiry',
          channel: 'api',
          priority: 'normal',
          team: world.team,
          assignee: null,
          first_contact_owner: null,
          customer: customer.id,
          customer_created: false,
          obligations: ids.map((one, index) => ({ id: one, kind: world.obligations[index]?.kind })),
        }),
        randomUUID(),
      ],
    });
    await client.query('commit');
    return message;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** The access policy of an agent over `ticket t`, with $2 the agent, $3 units, $4 teams. */
export const visible = `(t.assignee_id = $2 or t.first_contact_owner_id = $2
  or exists (select 1 from ticket_watcher w where w.org_id = t.org_id and w.ticket_id = t.id and w.user_id = $2)
  or ((t.unit_id = any ($3::uuid[]) or t.team_id = any ($4::uuid[])) and t.confidential = false))`;

/** A page of the list with the names on it, in two round trips. */
export async function bareList(pool: Pool, world: BareWorld): Promise<number> {
  const { rows } = await pool.query({
    name: 'bare-list',
    text: `select t.* from ticket t where t.org_id = $1 and t.merged_into_id is null and ${visible} order by t.last_activity_at desc, t.id desc limit 51`,
    values: [world.org, world.agent, world.units, world.teams],
  });
  await namesOn(pool, world, rows);
  return rows.length;
}

/** The names of the people, teams and customers on some rows of `ticket`. */
export async function namesOn(
  pool: Pool,
  world: BareWorld,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  await pool.query({
    name: 'bare-names',
    text: `select id, name, null as kind from user_account where org_id = $1 and id = any ($2::uuid[])
           union all select id, name #>> '{}', 'team' from team where org_id = $1 and id = any ($3::uuid[])
           union all select id, name, kind from customer where org_id = $1 and id = any ($4::uuid[])`,
    values: [
      world.org,
      rows.flatMap((row) => [row.assignee_id, row.first_contact_owner_id]).filter(Boolean),
      rows.map((row) => row.team_id),
      rows.map((row) => row.customer_id),
    ],
  });
}

/** Everything that a ticket's page shows, in two round trips. */
export async function bareTicketPage(pool: Pool, world: BareWorld, number: number): Promise<void> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'bare-ticket',
    text: `select t.* from ticket t where t.org_id = $1 and t.number = $5 and ${visible}`,
    values: [world.org, world.agent, world.units, world.teams, number],
  });
  const ticket = rows[0]?.id;
  if (!ticket) return;
  await pool.query({
    name: 'bare-page',
    text: `select (select json_agg(m order by m.at, m.id) from message m where m.org_id = $1 and m.ticket_id = $2) as messages,
      (select json_agg(o order by o.opened_at, o.id) from obligation o where o.org_id = $1 and o.ticket_id = $2) as obligations,
      (select json_agg(e order by e.at, e.id) from event e left join event_payload p on p.org_id = e.org_id and p.event_id = e.id where e.org_id = $1 and e.ticket_id = $2) as timeline,
      (select json_agg(x) from task x where x.org_id = $1 and x.ticket_id = $2) as tasks,
      (select json_agg(x) from consultation x where x.org_id = $1 and x.ticket_id = $2) as consultations,
      (select json_agg(x) from ticket_link x where x.org_id = $1 and (x.from_id = $2 or x.to_id = $2)) as links,
      (select json_agg(x) from ticket_watcher x where x.org_id = $1 and x.ticket_id = $2) as watchers,
      (select json_agg(x) from ticket_merge x where x.org_id = $1 and (x.source_id = $2 or x.target_id = $2) and x.undone_at is null) as merges`,
    values: [world.org, ticket],
  });
}
