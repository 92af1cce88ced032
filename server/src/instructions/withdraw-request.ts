import { newId } from '../platform/ids.ts';
import { settleDuty } from './duties.ts';
import type { Move } from './move.ts';
import { wordsOf } from './moves.ts';
import { recordStep } from './record-step.ts';

/**
 * The asker takes the request back, with the reason: no answer is owed any more. The report to those who were passed
 * over still is (ESC-06).
 */
export const withdrawRequest: Move = async (tx, context, request, step) => {
  const why = wordsOf(step);
  const eventId = newId(context.now);
  const ending = { is: 'cancelled', reason: 'withdrawn' } as const;
  await settleDuty(tx, context, request, 'instruction_answer', eventId, ending);
  return recordStep(tx, context, request, {
    kind: 'withdrawn',
    eventId,
    by: request.asker_id,
    text: why,
    attachments: step.attachments,
    set: { state: 'withdrawn', asked_back: false },
    tell: [request.addressee_id],
  });
};
