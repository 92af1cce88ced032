/** Measures the product beside bare SQL: `npm run bench -- --tickets 10000`. Options: bench/options.ts. */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { plainly } = await import('./lib/say.mjs');
const { prepare } = await import('./lib/prepare.mjs');
const { bundleBench } = await import('./build/bench.mjs');

await plainly(async () => {
  await prepare();
  const { main } = await import(await bundleBench());
  await main(process.argv.slice(2));
});
