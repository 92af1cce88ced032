import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
const home = dirname(require.resolve('pdfjs-dist/package.json'));
const { version } = require('pdfjs-dist/package.json');

/** The address under which the parts lie; the version in it lets browsers keep them for good. */
export const pdfPartsAddress = `/assets/pdf-${version}/`;

// what the reader of PDFs fetches when a file needs it: tables of Chinese and Japanese characters, fonts that files
// name without carrying them, decoders of rare images
const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

/** Puts the parts of the PDF library that it fetches by name beside the built console, and serves them while developing. */
export function pdfParts(): Plugin {
  return {
    name: 'pdf-parts',
    async generateBundle() {
      for (const folder of folders)
        for (const name of await readdir(join(home, folder)))
          this.emitFile({
            type: 'asset',
            fileName: `${pdfPartsAddress.slice(1)}${folder}/${name}`,
            source: await readFile(join(home, folder, name)),
          });
    },
    configureServer(server) {
      server.middlewares.use(pdfPartsAddress, (request, response, next) => {
        const [, folder = '', name = ''] = (request.url ?? '').split('/');
        if (!folders.includes(folder) || !/^[\w.-]+$/.test(name)) return next();
        if (name.endsWith('.js')) response.setHeader('content-type', 'text/javascript');
        readFile(join(home, folder, name)).then((content) => response.end(content), next);
      });
    },
  };
}
