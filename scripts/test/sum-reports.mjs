import { addBroken, emptyOutcome, sum } from './outcome.mjs';

/** @typedef {import('./run-tests.mjs').Run} Run */

// skipped on a bare machine, but never where everything was installed for them
const mustRun = new Set(['database', 'e2e']);

/**
 * Sums several reports. A suite that was to run and has no result, or that must run whole and skipped a test, counts as a
 * failure beside what it reports.
 * @param {number} failedSteps that are no suite
 * @param {{ suites: string[], runs: Run[] }[]} reports with the suites that each must hold
 * @returns {{ lines: string[], failed: boolean }} the last line is the sum
 */
export function sumReports(failedSteps, reports) {
  const outcomes = reports.flatMap(({ runs }) => runs.map((run) => run.outcome));
  const own = emptyOutcome();
  for (const { suites, runs } of reports) {
    for (const suite of suites) {
      const outcome = runs.find((run) => run.suite === suite)?.outcome;
      if (outcome === undefined || outcome.passed + outcome.failed === 0)
        addBroken(own, `${suite} ran no test`);
      else if (mustRun.has(suite) && outcome.skipped > 0)
        addBroken(own, `${suite} skipped ${outcome.skipped} tests`);
    }
  }
  for (let step = 0; step < failedSteps; step += 1) addBroken(own, 'a step failed, see above');
  const all = [...outcomes, own];
  const lines = [...own.broken.map((what) => `failed: ${what}`), sum(all)];
  return { lines, failed: all.some((outcome) => outcome.failed > 0) };
}
