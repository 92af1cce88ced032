import type { InstructionSummary } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import type { RequestRow } from './policy.ts';

const titleLength = 120;

/** Requests as lists show them, in their order. The viewer must be known to see them. */
export async function presentSummaries(
  tx: Tx,
  context: Context,
  rows: readonly RequestRow[],
): Promise<InstructionSummary[]> {
  if (rows.length === 0) return [];
  const [names, tickets, due] = await Promise.all([
    peopleNames(
      tx,
      context,
      rows.flatMap((row) => [row.asked_by, row.addressee_id]),
    ),
    ticketsOf(tx, context, rows),
    dueTimesOf(tx, context, rows),
  ]);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    kind: {
      key: row.kind_key,
      name: context.configuration.get('instruction_kinds', row.kind_key)?.name ?? row.kind_key,
    },
    at_once: row.at_once,
    state: row.state,
    ticket: (row.ticket_id && tickets.get(row.ticket_id)) || null,
    title: titleOf(row),
    asked_by: names(row.asked_by),
    asked_at: row.asked_at.toISOString(),
    addressee: names(row.addressee_id),
    asked_back: row.asked_back,
    due_at: due.get(row.id)?.toISOString() ?? null,
  }));
}

/** The beginning of the facts, on one line. */
export function titleOf({ facts }: { facts: string }): string {
  const line = facts.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= titleLength ? line : `${letters.slice(0, titleLength - 1).join('')}…`;
}

/** The names of people by id. */
export async function peopleNames(
  tx: Tx,
  context: Context,
  ids: readonly (string | null)[],
): Promise<(id: string) => { id: string; name: string }> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const rows = wanted.length
    ? await tx
        .selectFrom('user_account')
        .select(['id', 'name'])
        .where('org_id', '=', context.org)
        .where('id', 'in', wanted)
        .execute()
    : [];
  const byId = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: byId.get(id) ?? '' });
}

/** The tickets of requests, as far as the viewer may see them. */
async function ticketsOf(tx: Tx, context: Context, rows: readonly RequestRow[]) {
  const ids = [...new Set(rows.flatMap((row) => row.ticket_id ?? []))];
  if (ids.length === 0) return new Map<string, { number: number; subject: string }>();
  const found = await tx
    .selectFrom('ticket as t')
    .select(['t.id', 't.number', 't.subject'])
    .where('t.org_id', '=', context.org)
    .where('t.id', 'in', ids)
    .where(ticketsWhere(context))
    .execute();
  return new Map(found.map(({ id, number, subject }) => [id, { number, subject }]));
}

/** When the answer, or the carrying out, of each is due (index obligation_by_subject). */
async function dueTimesOf(tx: Tx, context: Context, rows: readonly RequestRow[]) {
  const found = await tx
    .selectFrom('obligation')
    .select(['subject_id', (on) => on.fn.min('due_at').as('due_at')])
    .where('org_id', '=', context.org)
    .where('ticket_id', 'is', null)
    .where(
      'subject_id',
      'in',
      rows.map((row) => row.id),
    )
    .where('kind', 'in', ['instruction_answer', 'instruction_carry_out'])
    .where('state', '=', 'open')
    .groupBy('subject_id')
    .execute();
  return new Map(found.flatMap(({ subject_id, due_at }) => (due_at ? [[subject_id, due_at] as const] : [])));
}
