import type { Consultation } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { Names } from './people-names.query.ts';

/** The questions asked on some tickets, oldest first, each with the due time of its obligation. */
export async function consultationsOf(tx: Tx, context: Context, ticketIds: readonly string[]) {
  return select(tx, context)
    .where('c.ticket_id', 'in', ticketIds)
    .orderBy('c.asked_at')
    .orderBy('c.id')
    .execute();
}

/** One question; undefined when there is none of that id. */
export async function consultationById(tx: Tx, context: Context, id: string) {
  return select(tx, context).where('c.id', '=', id).executeTakeFirst();
}

function select(tx: Tx, context: Context) {
  return tx
    .selectFrom('consultation as c')
    .leftJoin('obligation as o', (join) =>
      join.onRef('o.org_id', '=', 'c.org_id').onRef('o.id', '=', 'c.obligation_id'),
    )
    .selectAll('c')
    .select('o.due_at')
    .where('c.org_id', '=', context.org);
}

export type ConsultationRow = Awaited<ReturnType<typeof consultationsOf>>[number];

/** A question as the API shows it. */
export function presentConsultation(row: ConsultationRow, names: Names): z.input<typeof Consultation> {
  return {
    id: row.id,
    question: row.question,
    asked: row.asked_user_id
      ? {
          kind: 'user',
          id: row.asked_user_id,
          name: names.user(row.asked_user_id)?.name ?? '',
          email: null,
        }
      : { kind: 'partner', id: null, name: row.partner_name ?? '', email: row.partner_email },
    asked_by: names.user(row.asked_by) ?? { id: row.asked_by, name: '' },
    asked_at: row.asked_at.toISOString(),
    due_at: row.due_at?.toISOString() ?? null,
    state: row.state,
    answered_at: row.answered_at?.toISOString() ?? null,
  };
}
