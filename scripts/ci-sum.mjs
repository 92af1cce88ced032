/**
 * Sums the reports of `npm test -- --report FILE` for .ci/run, which calls it with the number of failed steps and with
 * `FILE:SUITE,SUITE` for each report. Says what failed, and closes with `N passed, N failed, N skipped`; exit code 1 when
 * anything failed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { sumReports } from './test/sum-reports.mjs';

const [failedSteps = '0', ...wanted] = process.argv.slice(2);
const reports = wanted.map((each) => {
  const [file = '', suites = ''] = each.split(':');
  return { suites: suites.split(','), runs: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [] };
});
const { lines, failed } = sumReports(Number(failedSteps), reports);
console.log(lines.join('\n'));
if (failed) process.exitCode = 1;
