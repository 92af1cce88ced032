/**
 * Runs a command of Shouwen from a checkout, doing first what a fresh one lacks: `node scripts/run.mjs COMMAND…`.
 * Progress goes to standard error; standard output belongs to the command.
 */
import { requireNode } from './lib/node-version.mjs';

requireNode();
// only now: an old Node could not read what these import
const { plainly } = await import('./lib/say.mjs');
const { endWithNpm } = await import('./lib/end-with-npm.mjs');
const { prepare, loadProduct } = await import('./lib/prepare.mjs');

endWithNpm();
await plainly(async () => {
  const [command] = process.argv.slice(2);
  // the other commands show no page
  const withConsole = command === undefined || command === 'serve' || command === 'demo';
  await prepare(withConsole ? ['server', 'console'] : ['server']);
  const { main } = await loadProduct();
  // in this process, so that signals reach the command itself
  await main(process.argv.slice(2));
});
