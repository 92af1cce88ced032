import type { NextStep } from '@shouwen/api';
import type { Context } from '../context.ts';
import { requireActiveUser } from '../people/find-people.ts';
import { viewerOf } from '../people/viewer.ts';
import { invalid } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { openDuty, settleDuty } from './duties.ts';
import { ladderOf } from './ladder.query.ts';
import type { Move } from './move.ts';
import { wordsOf } from './moves.ts';
import { addParties } from './parties.ts';
import type { RequestRow } from './policy.ts';
import { recordStep } from './record-step.ts';

/**
 * The superior instructs, in detail (ESC-08), also anew after a suggestion to do otherwise: the asker owes to acknowledge
 * it, and to carry it out by a date that the superior may give.
 */
export const instruct: Move = async (tx, context, request, step) => {
  const text = wordsOf(step);
  const superior = viewerOf(context).userId;
  const carryOutBy = futureOf(context, step);
  const eventId = newId(context.now);
  await replaceDuties(tx, context, request, eventId, carryOutBy);
  const owner = request.asker_id;
  const acknowledging = { kind: 'instruction_acknowledge', owner, eventId } as const;
  const obligationId = await openDuty(tx, context, request, acknowledging);
  const id = newId(context.now);
  return recordStep(tx, context, request, {
    kind: 'instructed',
    eventId,
    id,
    by: superior,
    to: request.asker_id,
    text,
    carryOutBy,
    attachments: step.attachments,
    set: { ...inForce(id), verbal: false, superior_id: superior, acknowledged_at: null },
    tell: [request.asker_id],
    obligationId,
  });
};

/**
 * The asker writes down what a superior said: who, when, in which words (ESC-08, ESC-15). Thereby it is acknowledged; who
 * said it owes to confirm the record. Throws `Refusal` for somebody who does not stand above, and for a moment to come.
 */
export const recordVerbal: Move = async (tx, context, request, step) => {
  const text = wordsOf(step);
  const { given_by: givenBy } = step;
  if (givenBy === undefined) throw invalid('given_by', 'words_needed');
  const ladder = await ladderOf(tx, context, request.asker_id);
  if (givenBy !== request.addressee_id && !ladder.includes(givenBy)) throw invalid('given_by', 'not_above');
  await requireActiveUser(tx, context, givenBy, 'given_by');
  const saidAt = new Date(step.said_at ?? context.now);
  if (saidAt > context.now) throw invalid('said_at', 'moment_to_come');
  const carryOutBy = futureOf(context, step);
  const eventId = newId(context.now);
  await replaceDuties(tx, context, request, eventId, carryOutBy);
  const confirming = { kind: 'instruction_confirm', owner: givenBy, eventId } as const;
  const obligationId = await openDuty(tx, context, request, confirming);
  await addParties(tx, context, request, [givenBy], 'addressed');
  const id = newId(context.now);
  return recordStep(tx, context, request, {
    kind: 'said',
    eventId,
    id,
    by: request.asker_id,
    to: givenBy,
    text,
    saidAt,
    carryOutBy,
    attachments: step.attachments,
    set: { ...inForce(id), verbal: true, superior_id: givenBy, acknowledged_at: context.now },
    tell: [givenBy, request.addressee_id],
    obligationId,
  });
};

const inForce = (step: string) =>
  ({
    state: 'instructed',
    asked_back: false,
    instruction_step: step,
    confirmed_at: null,
    dissent: 'none',
  }) as const;

/** The answer is given; what an earlier instruction obliged to has lost its object. */
async function replaceDuties(
  tx: Tx,
  context: Context,
  request: RequestRow,
  eventId: string,
  until: Date | null,
): Promise<void> {
  await settleDuty(tx, context, request, 'instruction_answer', eventId);
  for (const kind of ['instruction_acknowledge', 'instruction_carry_out', 'instruction_confirm'] as const)
    await settleDuty(tx, context, request, kind, eventId, { is: 'cancelled', reason: 'instructed_anew' });
  const owner = request.asker_id;
  await openDuty(tx, context, request, { kind: 'instruction_carry_out', owner, eventId, until });
}

function futureOf(context: Context, step: NextStep): Date | null {
  if (step.carry_out_by === undefined) return null;
  const by = new Date(step.carry_out_by);
  if (by <= context.now) throw invalid('carry_out_by', 'in_the_past');
  return by;
}
