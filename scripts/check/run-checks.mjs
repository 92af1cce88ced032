import { spawn } from 'node:child_process';
import { inRoot, root } from '../lib/paths.mjs';
import { seconds } from '../lib/say.mjs';

const atOnce = 2; // of a small machine's cores

/** @typedef {{ name: string, script: string, args: string[] }} Check */

const typescript = 'node_modules/typescript/bin/tsc';
const biome = 'node_modules/@biomejs/biome/bin/biome';

/** @type {Check[]} */
export const checks = [
  { name: 'types', script: typescript, args: ['-p', 'tsconfig.json'] },
  { name: 'types of the console', script: typescript, args: ['-p', 'console/tsconfig.json'] },
  { name: 'types of the scripts', script: typescript, args: ['-p', 'scripts/tsconfig.json'] },
  {
    name: 'lint and format',
    script: biome,
    args: ['check', '--error-on-warnings', '--max-diagnostics=50', '.'],
  },
  { name: 'layout rules', script: 'scripts/check/layout.mjs', args: [] },
  { name: 'translations', script: 'scripts/check/translations.mjs', args: [] },
];

/**
 * Runs the checks, two at a time, each to its end whatever the others say; prints what the failing ones said.
 * @param {Check[]} wanted
 * @returns {Promise<string[]>} the names of those that failed, in the order given
 */
export async function runChecks(wanted) {
  const queue = [...wanted];
  /** @type {Set<string>} */
  const failed = new Set();
  const worker = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const since = Date.now();
      const { code, output } = await run(check);
      const heading = `${code === 0 ? '✓' : '✗'} ${check.name} (${seconds(since)})`;
      console.log(code === 0 ? heading : `\n${heading}\n${output.trimEnd()}\n`);
      if (code !== 0) failed.add(check.name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return wanted.map((check) => check.name).filter((name) => failed.has(name));
}

/**
 * @param {Check} check
 * @returns {Promise<{ code: number | null, output: string }>} `code` null when a signal ended it
 */
function run({ script, args }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot(script), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
    });
    let output = '';
    child.stdout.on('data', (part) => {
      output += part;
    });
    child.stderr.on('data', (part) => {
      output += part;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
