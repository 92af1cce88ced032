/** Takes a picture of every page and looks for what is wrong on it: `npm run shots`. Options: scripts/shots/options.mjs. */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { plainly } = await import('./lib/say.mjs');

await plainly(async () => {
  const { prepare } = await import('./lib/prepare.mjs');
  const { readOptions } = await import('./shots/options.mjs');
  const options = readOptions(process.argv.slice(2));
  await prepare();
  const { takeShots } = await import('./shots/take-shots.mjs');
  const found = await takeShots(options);
  if (found > 0) process.exitCode = 1;
});
