import { newId } from '../platform/ids.ts';
import { settleDuty } from './duties.ts';
import type { Move } from './move.ts';
import { wordsOf } from './moves.ts';
import { recordStep } from './record-step.ts';

const reason = 'asked_back';

/** The addressee wants to know more: until the asker has answered, the time for the instruction stands still. */
export const askBack: Move = async (tx, context, request, step) => {
  const eventId = newId(context.now);
  await settleDuty(tx, context, request, 'instruction_answer', eventId, { is: 'paused', reason });
  return recordStep(tx, context, request, {
    kind: 'asked_back',
    eventId,
    by: request.addressee_id,
    to: request.asker_id,
    text: wordsOf(step),
    attachments: step.attachments,
    set: { asked_back: true },
    tell: [request.asker_id],
  });
};

/** The asker answers what was asked back, and the time runs on. */
export const answerBack: Move = async (tx, context, request, step) => {
  const eventId = newId(context.now);
  await settleDuty(tx, context, request, 'instruction_answer', eventId, { is: 'resumed', reason });
  return recordStep(tx, context, request, {
    kind: 'answered_back',
    eventId,
    by: request.asker_id,
    to: request.addressee_id,
    text: wordsOf(step),
    attachments: step.attachments,
    set: { asked_back: false },
    tell: [request.addressee_id],
  });
};
