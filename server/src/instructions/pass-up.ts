import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { openDuty, settleDuty } from './duties.ts';
import { levelAbove } from './ladder.query.ts';
import type { Move } from './move.ts';
import { wordsOf } from './moves.ts';
import { addParties } from './parties.ts';
import { recordStep } from './record-step.ts';

/**
 * The addressee passes a request up by one level, with a remark (ESC-06, ESC-11): what this level owed is done, and the
 * next one owes the answer. Throws a conflict when nobody stands above.
 */
export const passUp: Move = async (tx, context, request, step) => {
  const remark = wordsOf(step);
  const next = await levelAbove(tx, context, request.asker_id, request.addressee_id);
  if (next === null) throw conflict('nobody_above');
  const eventId = newId(context.now);
  await settleDuty(tx, context, request, 'instruction_answer', eventId);
  const answer = { kind: 'instruction_answer', owner: next, eventId } as const;
  const obligationId = await openDuty(tx, context, request, answer);
  await addParties(tx, context, request, [next], 'addressed');
  return recordStep(tx, context, request, {
    kind: 'passed_up',
    eventId,
    by: request.addressee_id,
    to: next,
    text: remark,
    attachments: step.attachments,
    set: { addressee_id: next, asked_back: false },
    tell: [next, request.asker_id],
    obligationId,
  });
};
