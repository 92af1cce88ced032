import type { Language } from '@shouwen/api';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';

/** What an outside partner sees of a question: nothing of the ticket but what was asked. */
export interface PartnerView {
  question: string;
  asked_by: string;
  organisation: string;
  partner: string;
  asked_at: string;
  due_at: string | null;
  state: 'open' | 'answered' | 'withdrawn';
  answered_at: string | null;
  /** what the partner answered */
  answer: string | null;
  language: Language;
}

/** A question as its partner sees it. Throws not-found. */
export async function partnerView(tx: Tx, context: Context, id: string): Promise<PartnerView> {
  const row = await tx
    .selectFrom('consultation as c')
    .innerJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'c.org_id').onRef('t.id', '=', 'c.ticket_id'),
    )
    .innerJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'c.org_id').onRef('u.id', '=', 'c.asked_by'),
    )
    .leftJoin('obligation as o', (join) =>
      join.onRef('o.org_id', '=', 'c.org_id').onRef('o.id', '=', 'c.obligation_id'),
    )
    .leftJoin('message as m', (join) =>
      join.onRef('m.org_id', '=', 'c.org_id').onRef('m.id', '=', 'c.answer_message_id'),
    )
    .select([
      'c.question',
      'u.name as asked_by',
      'c.partner_name',
      'c.asked_at',
      'o.due_at',
      'c.state',
      'c.answered_at',
      'm.body as answer',
      't.language',
    ])
    .where('c.org_id', '=', context.org)
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('link');
  return {
    question: row.question,
    asked_by: row.asked_by,
    organisation: context.configuration.organisation,
    partner: row.partner_name ?? '',
    asked_at: row.asked_at.toISOString(),
    due_at: row.due_at?.toISOString() ?? null,
    state: row.state,
    answered_at: row.answered_at?.toISOString() ?? null,
    answer: row.answer,
    language: row.language,
  };
}
