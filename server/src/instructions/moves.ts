import { type InstructionMove, instructionMoves } from '@shouwen/api';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, invalid, Refusal } from '../platform/errors.ts';
import type { RequestRow } from './policy.ts';

/** Whose each move is. */
export function whose(move: InstructionMove, request: RequestRow): string | null {
  switch (move) {
    case 'pass_up':
    case 'ask_back':
      return request.addressee_id;
    case 'instruct':
      return request.dissent === 'open' ? request.superior_id : request.addressee_id;
    case 'insist':
    case 'confirm':
      return request.superior_id;
    case 'consider':
      return request.considerer_id;
    default:
      return request.asker_id;
  }
}

/** Whether a request stands so that the move can be made. */
export function isTime(move: InstructionMove, request: RequestRow): boolean {
  const { state, dissent } = request;
  switch (move) {
    case 'pass_up':
    case 'withdraw':
      return state === 'asked';
    case 'ask_back':
      return state === 'asked' && !request.asked_back;
    case 'answer_back':
      return state === 'asked' && request.asked_back;
    case 'instruct':
    case 'record_verbal':
      return state === 'asked' || (state === 'instructed' && dissent === 'open');
    case 'confirm':
      return request.verbal && request.confirmed_at === null;
    case 'acknowledge':
      return state === 'instructed' && request.acknowledged_at === null;
    case 'suggest_otherwise':
      return state === 'instructed' && dissent === 'none';
    case 'insist':
      return state === 'instructed' && dissent === 'open';
    case 'carry_out':
      return state === 'instructed' && dissent !== 'open';
    case 'report_skipped':
      return request.skipped.length > 0 && request.reported_at === null;
    case 'consider':
      return dissent === 'raised';
  }
}

/** The moves that somebody can make now. */
export function movesOf(request: RequestRow, userId: string): InstructionMove[] {
  return instructionMoves.filter((move) => whose(move, request) === userId && isTime(move, request));
}

/** Throws unless the move is the viewer's, and the request stands so that it can be made. */
export function requireMove(context: Context, request: RequestRow, move: InstructionMove): void {
  const mine = whose(move, request) === viewerOf(context).userId;
  if (!mine) throw new Refusal('forbidden', 'instruction_not_yours');
  if (!isTime(move, request)) throw conflict('instruction_moved_on', { current: { state: request.state } });
}

/** What was written with a step that needs words. */
export function wordsOf(step: { text?: string | undefined }): string {
  if (step.text === undefined) throw invalid('text', 'words_needed');
  return step.text.trim();
}
