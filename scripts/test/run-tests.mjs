import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareChromium } from '../lib/chromium.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { prepare } from '../lib/prepare.mjs';
import { Plain, say, seconds } from '../lib/say.mjs';
import { addBroken, describeRuns, emptyOutcome } from './outcome.mjs';
import { runSuite } from './suite.mjs';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */
/** @typedef {{ suite: string, outcome: Outcome, took: string }} Run */

// in this order: the quickest first
const suites = ['unit', 'database', 'e2e'];

/**
 * Runs the suites one after the other, each even when the one before failed, and sets the exit code.
 * @param {string[]} argv
 */
export async function runTests(argv) {
  const wish = parse(argv);
  const interrupted = listenForInterrupts();
  await ensureInstalled({ development: true });
  const env = { ...process.env, ...(wish.long && { SHOUWEN_TEST_LONG: '1' }) };
  /** @type {Run[]} */
  const runs = [];
  for (const suite of wish.suites) {
    if (interrupted.signal.aborted) break;
    const since = Date.now();
    say(`\n── ${suite} ──`);
    const outcome = await runOne(suite, wish.filters, env, interrupted.signal);
    runs.push({ suite, outcome, took: seconds(since) });
  }
  const leftOut = suites.filter((suite) => !wish.suites.includes(suite));
  console.log(describeRuns(runs, leftOut));
  if (wish.report !== undefined) writeFileSync(wish.report, JSON.stringify(runs, null, 2));
  const failed = runs.some(({ outcome }) => outcome.failed > 0);
  const none = runs.every(({ outcome }) => outcome.passed + outcome.skipped === 0);
  if (none && !failed) say('No test was run: nothing matches.');
  process.exitCode = interrupted.code() ?? (failed || none ? 1 : 0);
}

/** @param {string[]} argv */
function parse(argv) {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        long: { type: 'boolean', default: false },
        project: { type: 'string', multiple: true, default: suites },
        report: { type: 'string' },
      },
    });
    const unknown = values.project.find((name) => !suites.includes(name));
    if (unknown !== undefined)
      throw new Plain(`There is no suite "${unknown}"; there are: ${suites.join(', ')}.`);
    return {
      long: values.long,
      suites: suites.filter((suite) => values.project.includes(suite)),
      filters: positionals,
      report: values.report,
    };
  } catch (error) {
    if (error instanceof TypeError)
      throw new Plain(`${error.message}\nUsage: npm test [-- [--long] [--project NAME] [FILTER…]]`);
    throw error;
  }
}

/**
 * @param {string} suite
 * @param {string[]} filters
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} interrupted
 * @returns {Promise<Outcome>}
 */
async function runOne(suite, filters, env, interrupted) {
  if (suite === 'e2e') {
    try {
      await prepare();
    } catch (error) {
      if (!(error instanceof Plain)) throw error;
      const outcome = emptyOutcome();
      addBroken(outcome, `e2e could not start: ${error.message}`);
      return outcome;
    }
    await prepareChromium();
  }
  return runSuite(suite, filters, env, interrupted);
}

/** The first signal stops the run in order; a second Ctrl-C ends it at once. */
function listenForInterrupts() {
  const controller = new AbortController();
  /** @type {number | undefined} */
  let code;
  /** @type {[NodeJS.Signals, number][]} */
  const signals = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ];
  for (const [signal, exitCode] of signals) {
    process.on(signal, () => {
      if (code !== undefined) {
        if (signal === 'SIGINT') process.exit(exitCode); // the suite notices that we are gone, and ends itself
        return;
      }
      code = exitCode;
      say(`\n${signal}: stopping …`);
      controller.abort();
    });
  }
  return { signal: controller.signal, code: () => code };
}
