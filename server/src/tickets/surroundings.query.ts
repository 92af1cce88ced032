import type { Ticket } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { consultationsOf, presentConsultation } from './consultations.query.ts';
import type { TicketRow } from './find-ticket.ts';
import { mergesOf, presentMerge } from './merges.query.ts';
import type { Names } from './people-names.query.ts';
import { presentTask, tasksOf } from './tasks.query.ts';
import { linksOf } from './ticket-links.query.ts';

export interface Surroundings {
  userIds: string[];
  watcherIds: string[];
  participantIds: string[];
  /** number of the ticket that this one was merged into */
  mergedInto: number | null;
  mergedTags: string[];
  shown(names: Names): Pick<Ticket, 'merges' | 'links' | 'tasks' | 'consultations'>;
}

export const nothingAround: Surroundings = {
  userIds: [],
  watcherIds: [],
  participantIds: [],
  mergedInto: null,
  mergedTags: [],
  shown: () => ({ merges: [], links: [], tasks: [], consultations: [] }),
};

/** What stands around a ticket: watchers, participants, merges, links, tasks, consultations. `ids`: it and its merged sources. */
export async function ticketSurroundings(
  tx: Tx,
  context: Context,
  row: TicketRow,
  ids: string[],
): Promise<Surroundings> {
  const { org } = context;
  const [watchers, participants, target, merges, links, tasks, consultations, sources] = await Promise.all([
    tx
      .selectFrom('ticket_watcher')
      .select('user_id')
      .distinct()
      .where('org_id', '=', org)
      .where('ticket_id', 'in', ids)
      .execute(),
    tx
      .selectFrom('ticket_participant')
      .select('customer_id')
      .distinct()
      .where('org_id', '=', org)
      .where('ticket_id', 'in', ids)
      .execute(),
    row.merged_into_id
      ? tx
          .selectFrom('ticket')
          .select('number')
          .where('org_id', '=', org)
          .where('id', '=', row.merged_into_id)
          .executeTakeFirst()
      : undefined,
    mergesOf(tx, context, ids),
    linksOf(tx, context, row.id),
    tasksOf(tx, context, ids),
    consultationsOf(tx, context, ids),
    tx
      .selectFrom('ticket')
      .select(['tags', 'customer_id'])
      .where('org_id', '=', org)
      .where('id', 'in', ids)
      .execute(),
  ]);
  // the customers of merged-in threads are in the conversation as well
  const taking = [...participants, ...sources].map((one) => one.customer_id);
  const userIds = [
    ...watchers.map((watcher) => watcher.user_id),
    ...tasks.map((task) => task.assignee_id),
    ...merges.map((merge) => merge.merged_by),
    ...consultations.flatMap((one) => [one.asked_user_id, one.asked_by]),
  ].filter((id) => id !== null);
  return {
    userIds,
    watcherIds: watchers.map((watcher) => watcher.user_id),
    participantIds: [...new Set(taking)].filter((id) => id !== row.customer_id),
    mergedInto: target?.number ?? null,
    mergedTags: sources.flatMap((source) => source.tags),
    shown: (names) => ({
      merges: merges.map((merge) => presentMerge(merge, names)),
      links,
      tasks: tasks.map((task) => presentTask(task, names)),
      consultations: consultations.map((one) => presentConsultation(one, names)),
    }),
  };
}
