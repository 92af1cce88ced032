import { type Asked, type DutyProof, givenProofs } from '@shouwen/api';
import { invalid } from '../platform/errors.ts';

/** What somebody gives as proof. */
export interface GivenProof {
  words?: string | undefined;
  /** by key of what is asked: ticked, yes or no, or in words */
  answers?: Record<string, boolean | string> | undefined;
  files?: readonly string[] | undefined;
}

/** Whether it is given by a person, rather than following from the work on a ticket. */
export const isGiven = (proof: DutyProof): boolean => givenProofs.some((each) => each === proof);

/** Refuses a proof that is not complete, or answers what is not asked, naming the field. */
export function checkProof(proof: DutyProof, asks: readonly Asked[], given: GivenProof): void {
  const answers = given.answers ?? {};
  const known = new Map(asks.map((ask) => [ask.key, ask]));
  for (const [key, value] of Object.entries(answers)) {
    const ask = known.get(key);
    if (!ask) throw invalid(`answers.${key}`, 'unknown_key', { key });
    const fits = ask.answer === 'text' ? typeof value === 'string' : typeof value === 'boolean';
    if (!fits) throw invalid(`answers.${key}`, 'wrong_type', { type: ask.answer });
  }
  for (const { key, answer, required } of asks) {
    const value = answers[key];
    const missing = answer === 'check' ? value !== true : value === undefined || value === '';
    if (required && missing) throw invalid(`answers.${key}`, 'field_required', { key });
  }
  if (proof === 'record' && !given.words?.trim()) throw invalid('words', 'message_empty');
  if (proof === 'attachment' && !given.files?.length) throw invalid('files', 'file_missing');
}
