import { existsSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { fingerprint, forgetBuilt, outputOf, writeBuilt } from '../lib/built.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import { Plain } from '../lib/say.mjs';

/**
 * Bundles the server into one file, and beside it the program that reads attachments: our own packages inside,
 * everything from npm outside.
 * Throws `Plain` when the sources do not bundle (esbuild has printed where).
 */
export async function buildServer() {
  const entry = inRoot('server', 'src', 'main.ts');
  if (!existsSync(entry)) throw new Plain('The server cannot be built: server/src/main.ts is missing.');
  const builtFrom = fingerprint('server');
  const folder = outputOf('server');
  forgetBuilt('server');
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [
        { in: entry, out: 'main' },
        // a program of its own, which may be killed
        { in: inRoot('server', 'src', 'search', 'attachments', 'read-file.program.ts'), out: 'read-file' },
      ],
      outdir: folder,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: 'linked',
      loader: { '.css': 'text', '.html': 'text', '.svg': 'text' },
      logLevel: 'warning',
      plugins: [packagesOutside, rawText],
    });
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    throw new Plain(`The server did not build: ${error.errors.length} errors.`);
  }
  writeBuilt(folder, builtFrom);
}

/** @type {import('esbuild').Plugin} */
export const packagesOutside = {
  name: 'packages-outside',
  setup(bundle) {
    bundle.onResolve({ filter: /^[^./]/ }, (args) =>
      args.kind === 'entry-point' || args.path.startsWith('@shouwen/')
        ? null
        : { path: args.path, external: true },
    );
  },
};

/** `import page from './page.html?raw'` gives the file as text, as it does in the tests. @type {import('esbuild').Plugin} */
export const rawText = {
  name: 'raw-text',
  setup(bundle) {
    bundle.onResolve({ filter: /\?raw$/ }, async (args) => {
      const { path, errors } = await bundle.resolve(args.path.replace(/\?raw$/, ''), {
        kind: args.kind,
        importer: args.importer,
        resolveDir: args.resolveDir,
      });
      return errors.length > 0 ? { errors } : { path, namespace: 'raw-text' };
    });
    bundle.onLoad({ filter: /./, namespace: 'raw-text' }, (args) => ({
      contents: readFileSync(args.path, 'utf8'),
      loader: 'text',
      watchFiles: [args.path],
    }));
  },
};

/** @param {unknown} error @returns {error is import('esbuild').BuildFailure} */
function isBuildFailure(error) {
  return error instanceof Error && 'errors' in error;
}
