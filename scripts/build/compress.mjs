import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

// everything else in a build is small enough, or packed already (pictures, fonts, tables of characters)
const worthIt = /\.(?:js|mjs|css|html|svg|json|webmanifest|wasm)$/;
const fewestBytes = 500;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * Puts beside each file of a folder what is sent in its place to browsers that unpack it: `.br` and `.gz`, as small as
 * they get, for it is done once and sent often. None where it would not be smaller.
 * @param {string} folder
 */
export async function compressFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && worthIt.test(entry.name));
  await Promise.all(files.map((entry) => compressFile(join(entry.parentPath, entry.name))));
}

/** @param {string} path */
async function compressFile(path) {
  const content = await readFile(path);
  if (content.length < fewestBytes) return;
  const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY, BROTLI_PARAM_SIZE_HINT, Z_BEST_COMPRESSION } = constants;
  const [br, gz] = await Promise.all([
    brotli(content, {
      params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
    gzipped(content, { level: Z_BEST_COMPRESSION }),
  ]);
  for (const [ending, packed] of /** @type {const} */ ([
    ['.br', br],
    ['.gz', gz],
  ]))
    if (packed.length < content.length) await writeFile(path + ending, packed);
}
