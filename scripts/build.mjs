/**
 * Builds the product: `node scripts/build.mjs [--server-only]`. The other scripts name the parts to build instead
 * (`server`, `console`) and hold the lock themselves.
 */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { plainly, Plain } = await import('./lib/say.mjs');

/** @param {string[]} parts */
async function build(parts) {
  const { buildServer } = await import('./build/server.mjs');
  const { buildConsole } = await import('./build/console.mjs');
  /** @type {Record<string, () => Promise<void>>} */
  const builders = { server: buildServer, console: buildConsole };
  const unknown = parts.find((part) => !(part in builders));
  if (unknown !== undefined)
    throw new Plain(`There is no part "${unknown}" to build. Usage: npm run build [-- --server-only]`);
  const outcomes = await Promise.allSettled(parts.map((part) => builders[part]?.()));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

await plainly(async () => {
  const args = process.argv.slice(2);
  if (args.length > 0 && args[0] !== '--server-only') return build(args);
  const { ensureInstalled, setupLock } = await import('./lib/install.mjs');
  const { withLock } = await import('./lib/lock.mjs');
  await ensureInstalled({ development: true });
  await withLock(setupLock, () => build(args.length > 0 ? ['server'] : ['server', 'console']));
});
