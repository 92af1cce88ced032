/** Where in a condition something stands, from the root: `['all', 0, 'field']`. */
export type Path = readonly (string | number)[];

/** A condition that cannot be read: where, what is wrong, and what was probably meant. The message says all three. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
  readonly path: Path;
  readonly problem: string;
  /** What to write instead, as a sentence. */
  readonly hint: string | undefined;

  constructor(path: Path, problem: string, hint?: string) {
    const where = path.length === 0 ? '' : `${formatPath(path)}: `;
    super(`${where}${problem}${hint === undefined ? '' : `; ${hint}`}`);
    this.path = path;
    this.problem = problem;
    this.hint = hint;
  }
}

/** A path as people write it: `all[0].field`. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** "did you mean …?" for a misspelt word, or undefined when nothing among the known words is near. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  // The distance is quadratic in length, and nobody misspells a word of a hundred letters.
  if (word.length > 100) return undefined;
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best === undefined ? undefined : `did you mean "${best}"?`;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other (Damerau, restricted). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
