import type { Ticket } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from './find-ticket.ts';
import type { Names } from './people-names.query.ts';
import { ticketsWhere } from './policy.ts';

export interface Surroundings {
  userIds: string[];
  watcherIds: string[];
  participantIds: string[];
  /** number of the ticket that this one was merged into */
  mergedInto: number | null;
  mergedTags: string[];
  shown(names: Names): Pick<Ticket, 'merges' | 'links' | 'tasks' | 'consultations'>;
}

/** What stands around a ticket: watchers, participants, merges, links, tasks, consultations. `ids`: it and its merged sources. */
export async function ticketSurroundings(
  tx: Tx,
  context: Context,
  row: TicketRow,
  ids: string[],
): Promise<Surroundings> {
  const org = context.org;
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
    mergesOf(tx, org, ids),
    linksOf(tx, context, row.id),
    tx
      .selectFrom('task')
      .selectAll()
      .where('org_id', '=', org)
      .where('ticket_id', 'in', ids)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    consultationsOf(tx, org, ids),
    tx.selectFrom('ticket').select('tags').where('org_id', '=', org).where('id', 'in', ids).execute(),
  ]);
  const userIds = [
    ...watchers.map((watcher) => watcher.user_id),
    ...tasks.map((task) => task.assignee_id),
    ...merges.map((merge) => merge.merged_by),
    ...consultations.flatMap((one) => [one.asked_user_id, one.asked_by]),
  ].filter((id) => id !== null);
  return {
    userIds,
    watcherIds: watchers.map((watcher) => watcher.user_id),
    participantIds: participants.map((participant) => participant.customer_id),
    mergedInto: target?.number ?? null,
    mergedTags: sources.flatMap((source) => source.tags),
    shown: (names) => ({
      merges: merges.map((merge) => ({
        id: merge.id,
        source: { number: merge.source_number, subject: merge.source_subject },
        target: { number: merge.target_number, subject: merge.target_subject },
        merged_at: merge.merged_at.toISOString(),
        merged_by: names.user(merge.merged_by),
      })),
      links,
      tasks: tasks.map((task) => ({
        id: task.id,
        title: task.title,
        assignee: names.user(task.assignee_id),
        due_at: task.due_at?.toISOString() ?? null,
        done_at: task.done_at?.toISOString() ?? null,
      })),
      consultations: consultations.map((one) => ({
        id: one.id,
        question: one.question,
        asked: one.asked_user_id
          ? {
              kind: 'user' as const,
              id: one.asked_user_id,
              name: names.user(one.asked_user_id)?.name ?? '',
              email: null,
            }
          : { kind: 'partner' as const, id: null, name: one.partner_name ?? '', email: one.partner_email },
        asked_by: names.user(one.asked_by) ?? { id: one.asked_by, name: '' },
        asked_at: one.asked_at.toISOString(),
        due_at: one.due_at?.toISOString() ?? null,
        state: one.state,
        answered_at: one.answered_at?.toISOString() ?? null,
      })),
    }),
  };
}

function mergesOf(tx: Tx, org: number, ids: string[]) {
  return tx
    .selectFrom('ticket_merge as m')
    .innerJoin('ticket as s', (join) =>
      join.onRef('s.org_id', '=', 'm.org_id').onRef('s.id', '=', 'm.source_id'),
    )
    .innerJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.target_id'),
    )
    .select([
      'm.id',
      'm.merged_at',
      'm.merged_by',
      's.number as source_number',
      's.subject as source_subject',
      't.number as target_number',
      't.subject as target_subject',
    ])
    .where('m.org_id', '=', org)
    .where('m.undone_at', 'is', null)
    .where((expression) =>
      expression.or([expression('m.source_id', 'in', ids), expression('m.target_id', 'in', ids)]),
    )
    .orderBy('m.merged_at')
    .execute();
}

function consultationsOf(tx: Tx, org: number, ids: string[]) {
  return tx
    .selectFrom('consultation as c')
    .leftJoin('obligation as o', (join) =>
      join.onRef('o.org_id', '=', 'c.org_id').onRef('o.id', '=', 'c.obligation_id'),
    )
    .selectAll('c')
    .select('o.due_at')
    .where('c.org_id', '=', org)
    .where('c.ticket_id', 'in', ids)
    .orderBy('c.asked_at')
    .orderBy('c.id')
    .execute();
}

/** Links to tickets that the viewer may see; the others are not told of. */
async function linksOf(tx: Tx, context: Context, id: string): Promise<Ticket['links']> {
  const rows = await tx
    .selectFrom('ticket_link as l')
    .innerJoin('ticket as t', (join) =>
      join
        .onRef('t.org_id', '=', 'l.org_id')
        .on((on) =>
          on.or([
            on.and([on('l.from_id', '=', id), on('t.id', '=', on.ref('l.to_id'))]),
            on.and([on('l.to_id', '=', id), on('t.id', '=', on.ref('l.from_id'))]),
          ]),
        ),
    )
    .select(['l.kind', 'l.from_id', 't.number', 't.subject', 't.status_category'])
    .where('l.org_id', '=', context.org)
    .where((expression) => expression.or([expression('l.from_id', '=', id), expression('l.to_id', '=', id)]))
    .where(ticketsWhere(context))
    .orderBy('l.created_at')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    direction: row.from_id === id ? ('from' as const) : ('to' as const),
    ticket: { number: row.number, subject: row.subject, status_category: row.status_category },
  }));
}
