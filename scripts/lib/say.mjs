/** A failure that a person can act on: printed as its sentence, without a stack. */
export class Plain extends Error {}

/**
 * One progress line for a person. On standard error: standard output belongs to the command that is being run.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs `work`, printing a `Plain` failure as its sentence and ending with exit code 1; anything else keeps its stack.
 * @param {() => Promise<void>} work
 */
export async function plainly(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/** @param {number} since as given by `Date.now()` @returns {string} "3.2 s" */
export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
