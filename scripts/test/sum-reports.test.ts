import { expect, it } from 'vitest';
import { emptyOutcome } from './outcome.mjs';
import { sumReports } from './sum-reports.mjs';

const run = (suite: string, passed: number, failed = 0, reasons: string[] = []) => {
  const skips = reasons.map((reason, index) => ({ test: `test ${index}`, reason }));
  return {
    suite,
    outcome: {
      ...emptyOutcome(),
      passed,
      failed,
      failures: Array.from({ length: failed }, (_, index) => `a.test.ts › test ${index}: no`),
      skipped: skips.length,
      skips,
    },
    took: '1.0 s',
  };
};

it('sums every suite of every report', () => {
  const embedded = {
    suites: ['unit', 'database', 'e2e'],
    runs: [run('unit', 5), run('database', 3, 0, ['only as root']), run('e2e', 2)],
  };
  const server = { suites: ['database'], runs: [run('database', 3)] };
  expect(sumReports(0, [embedded, server])).toEqual({
    lines: ['13 passed, 0 failed, 1 skipped'],
    failed: false,
  });
});

it('fails when a browser or database suite was skipped or did not run', () => {
  const embedded = {
    suites: ['unit', 'database', 'e2e'],
    runs: [run('unit', 5), run('database', 3), run('e2e', 2, 0, ['no browser', 'no browser'])],
  };
  expect(sumReports(0, [embedded, { suites: ['database'], runs: [] }])).toEqual({
    lines: [
      'failed: e2e skipped tests: no browser',
      'failed: database ran no test',
      '10 passed, 2 failed, 2 skipped',
    ],
    failed: true,
  });
});

it('fails when a test or another step failed', () => {
  const unit = (failed: number) => [{ suites: ['unit'], runs: [run('unit', 5, failed)] }];
  expect(sumReports(0, unit(1))).toEqual({
    lines: ['failed: a.test.ts › test 0: no', '5 passed, 1 failed, 0 skipped'],
    failed: true,
  });
  expect(sumReports(1, unit(0))).toEqual({
    lines: ['failed: a step failed, see above', '5 passed, 1 failed, 0 skipped'],
    failed: true,
  });
});
