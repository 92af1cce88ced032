import { newId } from '../platform/ids.ts';
import { settleDuty } from './duties.ts';
import type { Move } from './move.ts';
import { wordsOf } from './moves.ts';
import { recordStep } from './record-step.ts';

/** The level above answers the dissent that came up after carrying out (ESC-10). */
export const considerDissent: Move = async (tx, context, request, step) => {
  const answer = wordsOf(step);
  const eventId = newId(context.now);
  await settleDuty(tx, context, request, 'instruction_consider', eventId);
  return recordStep(tx, context, request, {
    kind: 'considered',
    eventId,
    by: request.considerer_id ?? request.addressee_id,
    to: request.asker_id,
    text: answer,
    attachments: step.attachments,
    set: { dissent: 'considered' },
    tell: [request.asker_id, request.superior_id],
  });
};
