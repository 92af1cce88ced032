import type { BodyOf, Routes } from '@shouwen/api';
import type { Insertable } from 'kysely';
import type { Context } from '../context.ts';
import { requireActiveUser } from '../people/find-people.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, invalid, ruleRefused } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import { findTicket } from '../tickets/find-ticket.ts';
import { openDuty } from './duties.ts';
import { ladderOf, workplaceOf } from './ladder.query.ts';
import { addParties } from './parties.ts';
import type { RequestRow } from './policy.ts';
import { writeStep } from './record-step.ts';
import type { InstructionRequestTable } from './tables.ts';

export type Asking = BodyOf<Routes['askForInstruction']>;

/**
 * Asks a superior for instruction, with the facts and one's own opinion (ESC-07): the direct superior, who owes an
 * answer. Higher levels only where the kind is reported at once or the asker says why it is urgent (ESC-06); then the
 * asker owes a report to those who were passed over. Throws `Refusal`: an unknown kind, a ticket out of sight, somebody who
 * does not stand above, nobody above.
 */
export async function askForInstruction(tx: Tx, context: Context, input: Asking): Promise<RequestRow> {
  const viewer = viewerOf(context);
  const kind = context.configuration.get('instruction_kinds', input.kind);
  if (!kind) throw invalid('kind', 'unknown_key', { key: input.kind });
  const ticket = input.ticket === undefined ? null : await findTicket(tx, context, input.ticket);
  const { unitId } = await workplaceOf(tx, context, viewer.userId);
  const { addressee, skipped } = await addressed(tx, context, input, kind.at_once);
  await requireActiveUser(tx, context, addressee, 'to');
  const [id, eventId] = [newId(context.now), newId(context.now)];
  const request = await insert(tx, {
    org_id: context.org,
    id,
    number: await nextNumber(tx),
    kind_key: input.kind,
    at_once: kind.at_once,
    unit_id: unitId,
    ticket_id: ticket?.id ?? null,
    facts: input.facts.trim(),
    opinion: input.opinion.trim(),
    urgent_reason: input.urgent_reason ?? null,
    asked_by: viewer.userId,
    asked_at: context.now,
    asker_id: viewer.userId,
    addressee_id: addressee,
    asked_back: false,
    state: 'asked',
    skipped,
    instruction_step: null,
    verbal: false,
    superior_id: null,
    confirmed_at: null,
    acknowledged_at: null,
    reported_at: null,
    dissent: 'none',
    considerer_id: null,
    version: 1,
  });
  await addParties(tx, context, request, [addressee], 'addressed');
  await addParties(tx, context, request, skipped, 'skipped');
  const answer = { kind: 'instruction_answer', owner: addressee, eventId } as const;
  const obligationId = await openDuty(tx, context, request, answer);
  if (skipped.length > 0)
    await openDuty(tx, context, request, { kind: 'instruction_report', owner: viewer.userId, eventId });
  const step = { kind: 'asked', eventId, by: viewer.userId, to: addressee, tell: [addressee] } as const;
  await writeStep(tx, context, request, { ...step, obligationId, attachments: input.attachments });
  return request;
}

/** Whom the request goes to, and who is passed over on the way. */
async function addressed(tx: Tx, context: Context, input: Asking, atOnce: boolean) {
  const ladder = await ladderOf(tx, context, viewerOf(context).userId);
  const rung = input.to === undefined ? 0 : ladder.indexOf(input.to);
  const addressee = ladder[rung];
  if (ladder.length === 0) throw conflict('nobody_above');
  if (addressee === undefined) throw invalid('to', 'not_above');
  if (rung > 0 && !atOnce && input.urgent_reason === undefined) throw ruleRefused('levels_skipped', 'ESC-06');
  return { addressee, skipped: ladder.slice(0, rung) };
}

// Gaps are allowed; a number is never given twice.
async function nextNumber(tx: Tx): Promise<number> {
  const [row] = await query<{ number: number }>(tx, 'select nextval($1) as number', ['instruction_number']);
  if (!row) throw new Error('a sequence gives a number');
  return row.number;
}

function insert(tx: Tx, values: Insertable<InstructionRequestTable>): Promise<RequestRow> {
  return tx.insertInto('instruction_request').values(values).returningAll().executeTakeFirstOrThrow();
}
