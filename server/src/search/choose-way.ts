import type { Estimate } from './estimate.query.ts';

// What a step costs, in µs: measured on two cores with 300,000 tickets (docs/develop/search.md).
const costs = {
  /** to find one more document through the index, and to sort it */
  found: 2,
  /** to look into the document of one ticket on the way */
  looked: 40,
  /** to pass a ticket that a filter leaves out */
  passed: 3,
};

/** `index`: through the index, then the policy. `walk`: from the newest ticket on, each looked into. */
export type Way = 'index' | 'walk';

export interface Question {
  estimate: Estimate | null;
  /** for each clause, whether documents must not answer it */
  not: boolean[];
  limit: number;
}

/**
 * Which way is cheaper. Through the index every document with the words is found before the newest can be told; on the
 * walk, documents are looked into until the page is full.
 */
export function chooseWay({ estimate, not, limit }: Question): Way {
  const wanted = not.filter((one) => !one);
  if (wanted.length === 0) return 'walk';
  if (!estimate) return 'index';
  const shares = estimate.shares.filter((_, index) => !not[index]);
  const rarest = Math.min(...shares);
  // words that are asked for together stand together more often than chance would have it
  const together = Math.sqrt(rarest * shares.reduce((product, share) => product * share, 1));
  const walked = Math.min(estimate.documents, (limit + 1) / together);
  return estimate.documents * together * costs.found <= walked * costs.looked ? 'index' : 'walk';
}
