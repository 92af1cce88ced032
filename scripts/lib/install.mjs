import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runToEnd } from './child.mjs';
import { codeOf, withLock } from './lock.mjs';
import { inRoot, root } from './paths.mjs';
import { Plain, say, seconds } from './say.mjs';

/** Guards installing and building, so that two starts at once do not do both. */
export const setupLock = inRoot('tmp', 'setup.lock');

/**
 * Installs the packages of package-lock.json when they are missing or others: after a clone, after a pull.
 * @param {{ development: boolean }} need `development` when something is to be built, tested or checked; without it an
 *   installation of the packages for running (`npm ci --omit=dev`) will do
 */
export async function ensureInstalled({ development }) {
  if (isInstalled(development)) return;
  requireWritable('Its packages are missing or out of date');
  await withLock(setupLock, async (started) => {
    if (isInstalled(development)) return; // another start has done it while we waited
    const since = Date.now();
    say('Installing packages (npm ci) …');
    await npm(['ci', '--include=dev', '--loglevel=error'], { cwd: root, started });
    writeStamp({ development: true });
    say(`Installed in ${seconds(since)}.`);
  });
}

/**
 * Runs npm to its end, with its output on standard error. Throws `Plain` when it fails.
 * @param {string[]} args
 * @param {{ cwd: string, started: (pid: number) => void }} options
 */
export async function npm(args, options) {
  // the npm that started us, if one did: several may be installed
  const started = process.env.npm_execpath;
  const code =
    started?.endsWith('npm-cli.js') && existsSync(started)
      ? await runToEnd(process.execPath, [started, ...args], options)
      : await runToEnd('npm', args, options);
  if (code !== 0) {
    throw new Plain(
      `npm ${args[0]} failed (exit code ${code}); its message stands above. Mend that, then start again.`,
    );
  }
}

/**
 * Throws `Plain` when the checkout cannot be written, so that its packages or its build cannot be put right.
 * @param {string} because what is wrong, as the start of a sentence
 */
export function requireWritable(because) {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new Plain(
      `${because}, and this account may not write to ${root}: run \`npm ci && npm run build\` there once as its owner.`,
    );
  }
}

/** @param {boolean} development */
function isInstalled(development) {
  const stamp = readStamp();
  const lock = lockDigest();
  if (stamp !== null && stamp.lock === lock && (stamp.development || !development)) return true;
  // somebody ran npm by hand: npm's own record of what stands in node_modules decides
  if (!holdsPackages(inRoot('package-lock.json'), inRoot('node_modules', '.package-lock.json'), development))
    return false;
  writeStamp({ development });
  return true;
}

const stampFile = inRoot('node_modules', '.shouwen-installed.json');

/** @returns {{ lock: string, development: boolean } | null} */
function readStamp() {
  if (!existsSync(stampFile)) return null;
  return JSON.parse(readFileSync(stampFile, 'utf8'));
}

/** @param {{ development: boolean }} stamp */
function writeStamp({ development }) {
  try {
    writeFileSync(stampFile, JSON.stringify({ lock: lockDigest(), development }));
  } catch (error) {
    // a read-only installation: the longer way through npm's record is taken every time, which costs milliseconds
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
  }
}

const lockDigest = () =>
  createHash('sha256')
    .update(`${process.platform}-${process.arch}\n`)
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');

/**
 * Whether node_modules holds the packages of the lock file at their versions, by npm's own record. Optional packages may
 * be absent (they are for other platforms, or left out on purpose).
 * @param {string} lockFile
 * @param {string} recordFile
 * @param {boolean} development whether the packages for development must be there too
 */
export function holdsPackages(lockFile, recordFile, development) {
  if (!existsSync(recordFile)) return false;
  /** @type {{ packages: Record<string, LockedPackage> }} */
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8'));
  /** @type {{ packages: Record<string, LockedPackage> }} */
  const present = JSON.parse(readFileSync(recordFile, 'utf8'));
  return Object.entries(wanted.packages).every(([path, locked]) => {
    if (!path.includes('node_modules/') || locked.optional || locked.devOptional) return true;
    if (locked.dev && !development) return true;
    const found = present.packages[path];
    return (
      found !== undefined && found.version === locked.version && existsSync(join(dirname(lockFile), path))
    );
  });
}

/** @typedef {{ version?: string, link?: boolean, dev?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage */
