import { addBroken, emptyOutcome, sum } from './outcome.mjs';

/** @typedef {import('./run-tests.mjs').Run} Run */

/**
 * Sums several reports. A suite that ran no test counts as a failure beside what it reports, and so does a skip on a
 * machine on which everything was installed; unless it says where alone the test can run ("only as root", `describeWhere`).
 * @param {number} failedSteps that are no suite
 * @param {{ suites: string[], runs: Run[] }[]} reports with the suites that each must hold
 * @returns {{ lines: string[], failed: boolean }} what failed by name; the last line is the sum
 */
export function sumReports(failedSteps, reports) {
  const outcomes = reports.flatMap(({ runs }) => runs.map((run) => run.outcome));
  const own = emptyOutcome();
  for (const { suites, runs } of reports) {
    for (const suite of suites) {
      const outcome = runs.find((run) => run.suite === suite)?.outcome;
      if (outcome === undefined || outcome.passed + outcome.failed === 0)
        addBroken(own, `${suite} ran no test`);
      const skips = outcome?.skips.filter(({ reason }) => !reason.startsWith('only ')) ?? [];
      for (const reason of new Set(skips.map((skip) => skip.reason)))
        addBroken(own, `${suite} skipped tests: ${reason}`);
    }
  }
  for (let step = 0; step < failedSteps; step += 1) addBroken(own, 'a step failed, see above');
  const all = [...outcomes, own];
  const failures = all.flatMap((outcome) => [...outcome.failures, ...outcome.broken]);
  const lines = [...failures.map((what) => `failed: ${what}`), sum(all)];
  return { lines, failed: all.some((outcome) => outcome.failed > 0) };
}
