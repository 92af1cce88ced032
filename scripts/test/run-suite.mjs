/**
 * Runs one suite of vitest.config.ts in this process and tells the process that started us how it went, test by test, so
 * that the count stands even when we are ended early. Not to be called by hand: `npm test` does.
 */
import { startVitest } from 'vitest/node';
import { root } from '../lib/paths.mjs';
import { countRun } from './outcome.mjs';

const [suite = '', ...filters] = process.argv.slice(2);

// whoever started us is gone: nothing may stay behind, and nobody is left to read a result
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));

/** @param {object} message */
const tell = (message) =>
  /** @type {Promise<void>} */ (new Promise((told) => process.send?.(message, () => told())));

/** @type {import('vitest/node').Reporter} */
const counter = {
  onInit(vitest) {
    process.on('message', (message) => {
      if (message === 'stop') vitest.cancelCurrentRun('keyboard-input');
    });
  },
  onTestCaseResult: (test) => tell({ kind: 'test', state: test.result().state }),
  onTestRunEnd: (modules, errors) => tell({ kind: 'end', outcome: countRun(modules, errors) }),
};

await startVitest('test', filters, {
  root,
  project: [suite],
  run: true,
  passWithNoTests: true,
  reporters: ['default', counter],
});
process.exit(); // with the code that vitest set: a handle that a test left open must not hold the run up
