import type { InstructionMove, NextStep } from '@shouwen/api';
import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { acknowledge } from './acknowledge.ts';
import { answerBack, askBack } from './ask-back.ts';
import { carryOut } from './carry-out.ts';
import { confirmVerbal } from './confirm-verbal.ts';
import { considerDissent } from './consider-dissent.ts';
import { lockInstruction } from './find-instruction.ts';
import { instruct, recordVerbal } from './instruct.ts';
import type { Move } from './move.ts';
import { requireMove } from './moves.ts';
import { passUp } from './pass-up.ts';
import type { RequestRow } from './policy.ts';
import { reportToSkipped } from './report-to-skipped.ts';
import { insist, suggestOtherwise } from './suggest-otherwise.ts';
import { withdrawRequest } from './withdraw-request.ts';

const moves: Record<InstructionMove, Move> = {
  pass_up: passUp,
  ask_back: askBack,
  answer_back: answerBack,
  instruct,
  record_verbal: recordVerbal,
  confirm: confirmVerbal,
  acknowledge,
  suggest_otherwise: suggestOtherwise,
  insist,
  carry_out: carryOut,
  report_skipped: reportToSkipped,
  consider: considerDissent,
  withdraw: withdrawRequest,
};

/** What may be said with a step, beside what it does. */
const parts: Partial<Record<InstructionMove, readonly (keyof NextStep)[]>> = {
  acknowledge: [],
  instruct: ['text', 'carry_out_by', 'attachments'],
  record_verbal: ['text', 'given_by', 'said_at', 'carry_out_by', 'attachments'],
};
const allParts = ['text', 'given_by', 'said_at', 'carry_out_by', 'attachments'] as const;

/**
 * The next step of a request that the viewer may see, taken on what the viewer has seen of it. Throws `Refusal`: 404 out
 * of sight, 412 when the request went on meanwhile, 403 when the step is somebody else's, 409 when it cannot be taken now.
 */
export async function takeStep(
  tx: Tx,
  context: Context,
  number: number,
  step: NextStep,
  ifMatch: string | null,
): Promise<RequestRow> {
  const request = await lockInstruction(tx, context, number, ifMatch);
  requireMove(context, request, step.do);
  const known = parts[step.do] ?? ['text', 'attachments'];
  const stranger = allParts.find((part) => step[part] !== undefined && !known.includes(part));
  if (stranger) throw invalid(stranger, 'not_of_this_step');
  return moves[step.do](tx, context, request, step);
}
