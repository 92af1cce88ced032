import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runToEnd } from './child.mjs';
import { requireWritable, setupLock } from './install.mjs';
import { withLock } from './lock.mjs';
import { inRoot, root } from './paths.mjs';
import { Plain, say, seconds } from './say.mjs';

/** @typedef {'server' | 'console'} Part */

/** What each part is made from. A file or folder that is not there counts as empty. */
const sources = {
  server: ['server/src', 'server/package.json', 'packages', 'portal', 'scripts/build'],
  console: ['console', 'packages', 'package-lock.json', 'tsconfig.base.json', 'scripts/build'],
};

/** @param {Part} part */
export const outputOf = (part) => inRoot(part, 'dist');

/**
 * Whether the part was built from the sources as they stand. An installation that carries no sources is always built.
 * @param {Part} part
 */
export function isBuilt(part) {
  const stamp = join(outputOf(part), '.built-from');
  if (!existsSync(stamp)) return false;
  return !existsSync(inRoot(part, 'src')) || readFileSync(stamp, 'utf8') === fingerprint(part);
}

/**
 * Records what a part was built from. To be called with the fingerprint taken before the build: a source saved while
 * building must be built again.
 * @param {string} folder the output
 * @param {string} builtFrom
 */
export function writeBuilt(folder, builtFrom) {
  writeFileSync(join(folder, '.built-from'), builtFrom);
}

/** @param {Part} part to be called before building it: what a killed build leaves behind must not count */
export function forgetBuilt(part) {
  rmSync(join(outputOf(part), '.built-from'), { force: true });
}

/**
 * Builds what is missing or older than its sources, in a process of its own so that none of the tools stays in ours.
 * Throws `Plain` when that fails.
 * @param {readonly Part[]} needed
 */
export async function ensureBuilt(needed) {
  requireWritable('Its build is missing or older than its sources');
  await withLock(setupLock, async (started) => {
    const parts = needed.filter((part) => !isBuilt(part));
    if (parts.length === 0) return; // another start has done it while we waited
    const since = Date.now();
    say(`Building the ${parts.join(' and the ')} …`);
    const script = inRoot('scripts', 'build.mjs');
    const code = await runToEnd(process.execPath, [script, ...parts], { cwd: root, started });
    if (code !== 0) throw new Plain('Nothing was started: the build failed, its message stands above.');
    say(`Built in ${seconds(since)}.`);
  });
}

/**
 * A digest of the content of every source of a part, so that neither a copy nor a checkout of the same files builds anew.
 * @param {Part} part
 */
export function fingerprint(part) {
  const digest = createHash('sha256');
  for (const source of sources[part]) {
    for (const file of filesIn(inRoot(source))) {
      digest
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return digest.digest('hex');
}

const leftOut = new Set(['node_modules', 'dist']);

/** @param {string} path @returns {string[]} the files at or under a path, in a fixed order, without tests */
function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !leftOut.has(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)]));
}
