import { newId } from '../platform/ids.ts';
import { openDuty, settleDuty } from './duties.ts';
import type { Move } from './move.ts';
import { wordsOf } from './moves.ts';
import { recordStep } from './record-step.ts';

const reason = 'dissent';

/**
 * The asker suggests to do otherwise (ESC-09): the superior owes a decision, and until then the time for carrying out
 * stands still.
 */
export const suggestOtherwise: Move = async (tx, context, request, step) => {
  const superior = request.superior_id ?? request.addressee_id;
  const eventId = newId(context.now);
  await settleDuty(tx, context, request, 'instruction_acknowledge', eventId);
  await settleDuty(tx, context, request, 'instruction_carry_out', eventId, { is: 'paused', reason });
  const answer = { kind: 'instruction_answer', owner: superior, eventId } as const;
  const obligationId = await openDuty(tx, context, request, answer);
  return recordStep(tx, context, request, {
    kind: 'suggested_otherwise',
    eventId,
    by: request.asker_id,
    to: superior,
    text: wordsOf(step),
    attachments: step.attachments,
    set: { dissent: 'open', acknowledged_at: request.acknowledged_at ?? context.now },
    tell: [superior],
    obligationId,
  });
};

/** The superior insists: it is carried out first, and the dissent goes up afterwards (ESC-10). */
export const insist: Move = async (tx, context, request, step) => {
  const eventId = newId(context.now);
  await settleDuty(tx, context, request, 'instruction_answer', eventId);
  await settleDuty(tx, context, request, 'instruction_carry_out', eventId, { is: 'resumed', reason });
  return recordStep(tx, context, request, {
    kind: 'insisted',
    eventId,
    by: request.superior_id ?? request.addressee_id,
    to: request.asker_id,
    text: step.text?.trim() ?? null,
    attachments: step.attachments,
    set: { dissent: 'insisted' },
    tell: [request.asker_id],
  });
};
