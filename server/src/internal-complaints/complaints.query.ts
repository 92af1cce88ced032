import type { InternalComplaint } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';

/**
 * The complaints that the viewer may know of, newest first: those that the viewer recorded, and those whose answer the viewer
 * owes or owed. Nobody else sees any, whatever rights they have (FCR-04). Confidential though it may be, the ticket's number is
 * known to both. Index internal_complaint_by_recorder, obligation_by_user.
 */
export function complaintsOf(tx: Tx, context: Context) {
  const { userId } = viewerOf(context);
  return tx
    .selectFrom('internal_complaint as c')
    .innerJoin('obligation as o', (join) =>
      join.onRef('o.org_id', '=', 'c.org_id').onRef('o.id', '=', 'c.obligation_id'),
    )
    .innerJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'c.org_id').onRef('t.id', '=', 'c.ticket_id'),
    )
    .innerJoin('unit as u', (join) => join.onRef('u.org_id', '=', 'c.org_id').onRef('u.id', '=', 'c.unit_id'))
    .innerJoin('user_account as r', (join) =>
      join.onRef('r.org_id', '=', 'c.org_id').onRef('r.id', '=', 'c.recorded_by'),
    )
    .leftJoin('user_account as m', (join) =>
      join.onRef('m.org_id', '=', 'o.org_id').onRef('m.id', '=', 'o.owner_user_id'),
    )
    .leftJoin('user_account as p', (join) =>
      join.onRef('p.org_id', '=', 'c.org_id').onRef('p.id', '=', 'c.person_id'),
    )
    .selectAll('c')
    .select(['o.due_at', 't.number', 'u.name as unit_name', 'r.name as recorder'])
    .select(['m.id as manager_id', 'm.name as manager', 'p.name as person'])
    .where('c.org_id', '=', context.org)
    .where((on) => on.or([on('c.recorded_by', '=', userId), on('o.owner_user_id', '=', userId)]))
    .orderBy('c.recorded_at', 'desc')
    .orderBy('c.id', 'desc');
}

type Row = Awaited<ReturnType<ReturnType<typeof complaintsOf>['executeTakeFirstOrThrow']>>;

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });

/** A complaint as the API shows it. */
export function presentComplaint(context: Context, row: Row): z.input<typeof InternalComplaint> {
  return {
    id: row.id,
    ticket: row.number,
    unit: { id: row.unit_id, name: row.unit_name },
    person: named(row.person_id, row.person),
    facts: row.facts,
    recorded_by: named(row.recorded_by, row.recorder),
    recorded_at: row.recorded_at.toISOString(),
    manager: named(row.manager_id, row.manager),
    due_at: row.due_at?.toISOString() ?? null,
    answer: row.answer,
    answered_at: row.answered_at?.toISOString() ?? null,
    may_answer: row.manager_id === viewerOf(context).userId && row.answered_at === null,
  };
}
