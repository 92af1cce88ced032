import { newId } from '../platform/ids.ts';
import { settleDuty } from './duties.ts';
import type { Move } from './move.ts';
import { wordsOf } from './moves.ts';
import { recordStep } from './record-step.ts';

/** The asker reports to those who were passed over (ESC-06); they see the request and the report. */
export const reportToSkipped: Move = async (tx, context, request, step) => {
  const report = wordsOf(step);
  const eventId = newId(context.now);
  await settleDuty(tx, context, request, 'instruction_report', eventId);
  return recordStep(tx, context, request, {
    kind: 'reported',
    eventId,
    by: request.asker_id,
    to: request.skipped[0] ?? null,
    text: report,
    attachments: step.attachments,
    set: { reported_at: context.now },
    tell: request.skipped,
  });
};
