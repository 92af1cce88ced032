/**
 * Runs the tests: `npm test [-- [--long] [--project NAME]… [FILTER…]]`. Installs and builds what is missing; ends with
 * `N passed, N failed, N skipped` over all suites.
 */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { endWithNpm } = await import('./lib/end-with-npm.mjs');
const { plainly } = await import('./lib/say.mjs');
const { runTests } = await import('./test/run-tests.mjs');

endWithNpm();
await plainly(() => runTests(process.argv.slice(2)));
