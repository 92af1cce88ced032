import type { Context } from '../context.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import type { Thread } from './threads.query.ts';

/** Which threads a ticket's page shows, and what else there is of it: most tickets have none of that. */
export interface Outline {
  /** the ticket itself first, then every ticket merged into it, directly or through another */
  threads: Thread[];
  /** watchers, participants, tasks or consultations */
  company: boolean;
  /** merges or links */
  relations: boolean;
}

/** Each probe goes by the ticket: the keys of ticket_watcher, ticket_participant and ticket_link, the indexes named after the others. */
const text = `
  with recursive thread as (
    select id, number from ticket where org_id = $1 and number = $2
    union all
    select source.id, source.number from ticket source join thread on thread.id = source.merged_into_id -- index ticket_merged
    where source.org_id = $1
  ), ids as materialized (select array_agg(id) as ids from thread)
  select (select json_agg(thread) from thread) as threads,
    exists (select 1 from ticket_watcher w where w.org_id = $1 and w.ticket_id = any (ids))
      or exists (select 1 from ticket_participant p where p.org_id = $1 and p.ticket_id = any (ids))
      or exists (select 1 from task x where x.org_id = $1 and x.ticket_id = any (ids))
      or exists (select 1 from consultation c where c.org_id = $1 and c.ticket_id = any (ids)) as company,
    exists (select 1 from ticket_link l where l.org_id = $1 and l.from_id = any (ids))
      or exists (select 1 from ticket_link l where l.org_id = $1 and l.to_id = any (ids))
      or exists (select 1 from ticket_merge m where m.org_id = $1 and m.undone_at is null and m.source_id = any (ids))
      or exists (select 1 from ticket_merge m where m.org_id = $1 and m.undone_at is null and m.target_id = any (ids)) as relations
  from ids`;

/** The outline of the ticket of that number, whoever looks: to be shown to nobody who has not found the ticket. */
export async function outlineOf(tx: Tx, context: Context, number: number): Promise<Outline> {
  const [row] = await query<Omit<Outline, 'threads'> & { threads: Thread[] | null }>(tx, text, [
    context.org,
    number,
  ]);
  return { threads: row?.threads ?? [], company: row?.company ?? false, relations: row?.relations ?? false };
}
