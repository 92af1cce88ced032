import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { v7 } from 'uuid';
import { say } from '../server/src/platform/texts.ts';
import { type BareWorld, visible } from './bare.ts';

interface Answered {
  id: string;
  language: 'zh' | 'en' | 'es';
  /** of the customer */
  name: string;
  address: string;
  link: string | null;
}

/**
 * Answers a ticket whose first reply was given before: the rows that the product writes, in four round trips. The mail
 * carries the customer's private link, which is made with the first reply and found again later.
 */
export async function bareReply(pool: Pool, world: BareWorld, number: number, body: string): Promise<string> {
  const now = new Date();
  const id = () => v7({ msecs: now.getTime() });
  const [message, event] = [id(), id()];
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<Answered>({
      name: 'bare-answered',
      text: `select t.id, t.language, c.name, a.normalised as address,
          (select l.id from private_link l where l.org_id = t.org_id and l.ticket_id = t.id and l.customer_id = t.customer_id and l.kind = 'customer' and l.revoked_at is null) as link
        from ticket t join customer c on c.org_id = t.org_id and c.id = t.customer_id
        join customer_contact a on a.org_id = t.org_id and a.customer_id = c.id and a.kind = 'email' and a.is_primary
        where t.org_id = $1 and t.number = $5 and ${visible} for update of t`,
      values: [world.org, world.agent, world.units, world.teams, number],
    });
    const found = rows[0];
    if (!found) throw new Error(`no ticket ${number} with a customer's address`);
    const link = found.link ?? id();
    await client.query({
      name: 'bare-reply',
      text: `with t as (
          update ticket set excerpt = left($6, 160), last_activity_at = $4, first_contact_owner_id = coalesce(first_contact_owner_id, $5)
          where org_id = $1 and id = $2 returning number, subject, customer_id, assignee_id, first_contact_owner_id, channel),
        m as (insert into message (org_id, id, ticket_id, kind, channel, author_kind, author_id, author_name, body, at, mentions)
          select $1, $3, $2, 'reply', t.channel, 'user', $5, $7, $6, $4, '{}' from t),
        l as (insert into private_link (org_id, id, kind, ticket_id, customer_id, created_at, created_by)
          select $1, $8, 'customer', $2, t.customer_id, $4, $5 from t where $9),
        b as (insert into outbox (org_id, id, kind, recipient_address, recipient_name, customer_id, ticket_id, message_id, event_id, subject, body, state, created_at)
          select $1, $10, 'reply', $11, $12, t.customer_id, $2, $3, $13, '[#' || t.number || '] ' || t.subject, $6 || $14, 'queued', $4 from t),
        n as (insert into notification (org_id, id, user_id, kind, ticket_id, event_id, at)
          select $1, $15, t.assignee_id, 'ticket.answered', $2, $13, $4 from t where t.assignee_id <> $5)
        insert into event (org_id, id, kind, at, actor_kind, actor_id, subject_kind, subject_id, ticket_id, data, policy_version, request_id)
        values ($1, $13, 'ticket.answered', $4, 'user', $5, 'ticket', $2, $2, $16::jsonb, $17, $18)`,
      values: [
        world.org,
        found.id,
        message,
        now,
        world.agent,
        body,
        world.agentName,
        link,
        found.link === null,
        id(),
        found.address,
        found.name,
        event,
        `\n\n${say(found.language, 'mail.link', { url: `http://127.0.0.1:8080/t/${Buffer.from(link).toString('base64url')}` })}`,
        id(),
        JSON.stringify({ message, mentions: [] }),
        world.policyVersion,
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
