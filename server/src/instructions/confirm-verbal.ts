import { newId } from '../platform/ids.ts';
import { settleDuty } from './duties.ts';
import type { Move } from './move.ts';
import { recordStep } from './record-step.ts';

/**
 * The superior confirms what was written down of a verbal instruction, or corrects it: the correction stands beside the
 * words that were written down, which stay (ESC-08).
 */
export const confirmVerbal: Move = async (tx, context, request, step) => {
  const eventId = newId(context.now);
  await settleDuty(tx, context, request, 'instruction_confirm', eventId);
  return recordStep(tx, context, request, {
    kind: 'confirmed',
    eventId,
    by: request.superior_id ?? request.addressee_id,
    to: request.asker_id,
    text: step.text?.trim() ?? null,
    attachments: step.attachments,
    set: { confirmed_at: context.now },
    tell: [request.asker_id],
  });
};
