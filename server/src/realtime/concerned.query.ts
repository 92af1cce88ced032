import { sql } from 'kysely';
import type { PlacedEvent } from '../events/read-ledger.ts';
import type { Tx } from '../tables.ts';

interface Owner {
  owner_user_id: string | null;
  owner_team_id: string | null;
}

/** The people and teams whose list of duties or notifications differs after these events. */
export async function concernedBy(
  tx: Tx,
  org: number,
  events: readonly PlacedEvent[],
): Promise<{ users: Set<string>; teams: Set<string> }> {
  const ids = events.map((event) => event.id);
  const tickets = [...new Set(events.map((event) => event.ticket_id))].filter((id) => id !== null);
  const subjectsOf = (kind: string) =>
    events.filter((event) => event.subject_kind === kind).map((one) => one.subject_id);
  const [obligations, requests] = [subjectsOf('obligation'), subjectsOf('instruction')];
  const notices = await tx
    .selectFrom('notification') // index notification_by_event
    .select('user_id')
    .distinct()
    .where('org_id', '=', org)
    .where('event_id', 'in', ids)
    .execute();
  // the obligations that have a step by one of these events, and whose they were before it (indexes obligation_by_ticket, obligation_by_subject)
  const { rows: owed } = await sql<Owner & { former: Owner | null }>`
    select o.owner_user_id, o.owner_team_id,
      case when s.kind = 'owner_changed' then s.detail -> 'detail' -> 'from' end as former
    from obligation o join obligation_step s on s.org_id = o.org_id and s.obligation_id = o.id
    where o.org_id = ${org} and (o.ticket_id = any (${tickets}::uuid[]) or o.id = any (${obligations}::uuid[])
        or o.ticket_id is null and o.subject_id = any (${requests}::uuid[]))
      and s.event_id = any (${ids}::uuid[])`.execute(tx);
  const owners = owed.flatMap((row) => [row, ...(row.former ? [row.former] : [])]);
  return {
    users: new Set([
      ...notices.map((notice) => notice.user_id),
      ...owners.flatMap((owner) => owner.owner_user_id ?? []),
    ]),
    teams: new Set(owners.flatMap((owner) => owner.owner_team_id ?? [])),
  };
}
