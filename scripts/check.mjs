/** Checks everything that needs no running product: `npm run check`. Runs all checks, prints each failure, exit code 1 on any. */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { plainly } = await import('./lib/say.mjs');
const { ensureInstalled } = await import('./lib/install.mjs');
const { checks, runChecks } = await import('./check/run-checks.mjs');

await plainly(async () => {
  await ensureInstalled({ development: true });
  const failed = await runChecks(checks);
  const passed = checks.length - failed.length;
  console.log(
    `\n${passed} checks passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`,
  );
  if (failed.length > 0) process.exitCode = 1;
});
