import type { Estimate } from './estimate.query.ts';

// What a step costs, in µs: measured with 300,000 tickets (docs/develop/search.md).
const costs = {
  /** to find one more document through the index */
  found: 2.2,
  /** to look into the document of one ticket on the way */
  looked: 12,
};

/**
 * `index`: through the index, then the policy. `walk`: from the newest ticket on, each looked into; `index` says what
 * the other way would cost, in ms.
 */
export type Way = { by: 'index' } | { by: 'walk'; index: number };

export interface Question {
  estimate: Estimate | null;
  /** for each clause, whether documents must not answer it */
  not: readonly boolean[];
  limit: number;
}

/**
 * Which way is cheaper, as far as words tell. Through the index every document with the words is found before the newest
 * can be told; on the walk, documents are looked into until the page is full. What the viewer may see and what else
 * narrows the list is not known here: the walk finds out.
 */
export function chooseWay({ estimate, not, limit }: Question): Way {
  if (not.every((one) => one)) return { by: 'walk', index: Number.POSITIVE_INFINITY };
  if (!estimate) return { by: 'index' };
  const shares = estimate.shares.filter((_, index) => !not[index]);
  const rarest = Math.min(...shares);
  // words that are asked for together stand together more often than chance would have it
  const together = Math.sqrt(rarest * shares.reduce((product, share) => product * share, 1));
  const index = estimate.documents * together * costs.found;
  const walked = Math.min(estimate.documents, (limit + 1) / together) * costs.looked;
  return index <= walked ? { by: 'index' } : { by: 'walk', index: index / 1_000 };
}

/**
 * Whether to go on walking after some windows: what they took for each row that they gave, times the rows that are
 * missing, against the way through the index. The newest tickets may be unlike all others, so a walk that has found little is
 * not given up before it has taken a third of what the index would. Times in ms.
 */
export function goOnWalking(walked: { time: number; rows: number; missing: number }, index: number): boolean {
  return walked.time < index / 3 || (walked.time / Math.max(walked.rows, 0.5)) * walked.missing <= index;
}
