import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inRoot, root } from '../lib/paths.mjs';
import { packagesOutside, rawText } from './server.mjs';

/** Bundles the bench as the server is bundled. Gives its address for `import`. @returns {Promise<string>} */
export async function bundleBench() {
  const outfile = inRoot('server', 'dist', 'bench.js'); // beside the server, so that it finds the server's packages
  await build({
    absWorkingDir: root,
    entryPoints: [inRoot('bench', 'main.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [packagesOutside, rawText],
  });
  return pathToFileURL(outfile).href;
}
