import { newId } from '../platform/ids.ts';
import { settleDuty } from './duties.ts';
import type { Move } from './move.ts';
import { recordStep } from './record-step.ts';

/** The asker has read the instruction (ESC-08). */
export const acknowledge: Move = async (tx, context, request) => {
  const eventId = newId(context.now);
  await settleDuty(tx, context, request, 'instruction_acknowledge', eventId);
  return recordStep(tx, context, request, {
    kind: 'acknowledged',
    eventId,
    by: request.asker_id,
    set: { acknowledged_at: context.now },
    tell: [request.superior_id],
  });
};
