import { type DutyProof, givenProofs } from '@shouwen/api';

/** Whether whoever owes it says so with a proof, rather than by working on the ticket. */
export function isGiven(proof: DutyProof | undefined): boolean {
  return givenProofs.some((each) => each === proof);
}
