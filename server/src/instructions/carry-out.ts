import { newId } from '../platform/ids.ts';
import { openDuty, settleDuty } from './duties.ts';
import { levelAbove } from './ladder.query.ts';
import type { Move } from './move.ts';
import { wordsOf } from './moves.ts';
import { addParties } from './parties.ts';
import { recordStep } from './record-step.ts';

/**
 * The instruction is carried out, with what proves it (ESC-08). A dissent on which the superior insisted goes up now to
 * the next level, which owes to consider it (ESC-10); where nobody stands above, it stays on record.
 */
export const carryOut: Move = async (tx, context, request, step) => {
  const proof = wordsOf(step);
  const superior = request.superior_id ?? request.addressee_id;
  const eventId = newId(context.now);
  await settleDuty(tx, context, request, 'instruction_acknowledge', eventId);
  await settleDuty(tx, context, request, 'instruction_carry_out', eventId);
  const insisted = request.dissent === 'insisted';
  const above = insisted ? await levelAbove(tx, context, request.asker_id, superior) : null;
  const obligationId = above
    ? await openDuty(tx, context, request, { kind: 'instruction_consider', owner: above, eventId })
    : undefined;
  if (above) await addParties(tx, context, request, [above], 'addressed');
  return recordStep(tx, context, request, {
    kind: 'carried_out',
    eventId,
    by: request.asker_id,
    to: above,
    text: proof,
    attachments: step.attachments,
    set: {
      state: 'carried_out',
      acknowledged_at: request.acknowledged_at ?? context.now,
      ...(above ? { dissent: 'raised', considerer_id: above } : {}),
    },
    tell: [superior, above],
    ...(obligationId ? { obligationId } : {}),
  });
};
