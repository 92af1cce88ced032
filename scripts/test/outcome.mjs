/**
 * What one suite came to.
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed tests, and what failed outside a test: a file that did not load, a set-up, the suite itself
 * @property {number} skipped
 * @property {string[]} failures each test that failed, with the first line of why
 * @property {string[]} broken what failed outside a test, in words
 * @property {{ test: string, reason: string }[]} skips
 */

/** @returns {Outcome} */
export const emptyOutcome = () => ({
  passed: 0,
  failed: 0,
  skipped: 0,
  failures: [],
  broken: [],
  skips: [],
});

/**
 * Adds a failure that no test stands for.
 * @param {Outcome} outcome
 * @param {string} what
 */
export function addBroken(outcome, what) {
  outcome.failed += 1;
  outcome.broken.push(what);
}

/**
 * Counts a finished run. A test that a failed set-up kept from running counts as skipped, and the set-up as failed.
 * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
 * @param {ReadonlyArray<{ message?: string }>} unhandledErrors
 * @returns {Outcome}
 */
export function countRun(modules, unhandledErrors) {
  const outcome = emptyOutcome();
  for (const module of modules) {
    const file = module.relativeModuleId;
    if (module.errors().length > 0) addBroken(outcome, `${file} did not load, or its set-up failed`);
    for (const suite of module.children.allSuites()) {
      if (suite.errors().length > 0) addBroken(outcome, `the set-up of ${file} › ${suite.fullName} failed`);
    }
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === 'passed') outcome.passed += 1;
      if (result.state === 'failed') {
        outcome.failed += 1;
        const why = firstLine(result.errors[0]?.message);
        outcome.failures.push(`${file} › ${test.fullName}: ${why}`);
      }
      if (result.state === 'skipped') {
        outcome.skipped += 1;
        outcome.skips.push({ test: `${file} › ${test.fullName}`, reason: skipReason(test, result.note) });
      }
    }
  }
  for (const error of unhandledErrors)
    addBroken(outcome, `an error outside every test: ${error.message ?? 'unknown'}`);
  return outcome;
}

/** @param {string | undefined} message */
const firstLine = (message) => (message ?? 'unknown').split('\n')[0]?.slice(0, 300) ?? '';

/**
 * @param {import('vitest/node').TestCase} test
 * @param {string | undefined} note
 */
function skipReason(test, note) {
  if (note !== undefined) return note;
  if (test.options.mode === 'todo') return 'not written yet';
  if (test.options.mode === 'skip') return 'marked as skipped in the file';
  return 'did not get its turn: a set-up failed or the run was cut short';
}

/**
 * The closing lines: a line per suite, what broke, what was skipped and why, and the sum.
 * @param {{ suite: string, outcome: Outcome, took: string }[]} runs
 * @param {string[]} leftOut suites that were not asked for
 * @returns {string}
 */
export function describeRuns(runs, leftOut) {
  const lines = [''];
  for (const { suite, outcome, took } of runs) {
    lines.push(`${suite.padEnd(10)} ${sum([outcome])}  (${took})`);
    for (const what of [...outcome.failures, ...outcome.broken]) lines.push(`  failed: ${what}`);
    for (const [reason, tests] of byReason(outcome)) {
      lines.push(`  skipped because: ${reason}`, ...tests.map((test) => `    ${test}`));
    }
  }
  if (leftOut.length > 0) lines.push(`not asked for: ${leftOut.join(', ')}`);
  lines.push('', sum(runs.map((run) => run.outcome)));
  return lines.join('\n');
}

/** @param {Outcome} outcome */
function byReason(outcome) {
  /** @type {Map<string, string[]>} */
  const tests = new Map();
  for (const { reason, test } of outcome.skips) tests.set(reason, [...(tests.get(reason) ?? []), test]);
  return tests;
}

/** @param {Outcome[]} outcomes @returns {string} "N passed, N failed, N skipped" */
export function sum(outcomes) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const outcome of outcomes) {
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skipped;
  }
  return `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
}
