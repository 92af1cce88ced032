import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { build } from 'vite';
import { fingerprint, outputOf, writeBuilt } from '../lib/built.mjs';
import { inRoot } from '../lib/paths.mjs';
import { Plain } from '../lib/say.mjs';
import { compressFolder } from './compress.mjs';

/**
 * Builds the staff console beside its place and moves it there when it is complete, so that a running server never
 * serves half of it. Throws `Plain` when the sources do not build.
 */
export async function buildConsole() {
  if (!existsSync(inRoot('console', 'index.html'))) {
    throw new Plain(
      'The console cannot be built: console/index.html is missing. (The server alone: npm run build -- --server-only)',
    );
  }
  const builtFrom = fingerprint('console');
  const fresh = inRoot('tmp', `console-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  try {
    await build({
      root: inRoot('console'),
      logLevel: 'warn',
      build: { outDir: fresh, emptyOutDir: true },
    });
    await compressFolder(fresh);
    writeBuilt(fresh, builtFrom);
    rmSync(outputOf('console'), { recursive: true, force: true });
    renameSync(fresh, outputOf('console'));
  } catch (error) {
    throw new Plain(`The console did not build: ${error instanceof Error ? error.message : error}`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
