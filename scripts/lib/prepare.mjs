import { pathToFileURL } from 'node:url';
import { ensureBuilt, staleParts } from './built.mjs';
import { ensureInstalled } from './install.mjs';
import { inRoot } from './paths.mjs';

/** Brings packages and build up to date. Throws `Plain` when that cannot be done. */
export async function prepare() {
  const stale = staleParts().length > 0;
  await ensureInstalled({ development: stale });
  if (stale) await ensureBuilt();
}

/**
 * The built product.
 * @returns {Promise<{ main: (argv: string[]) => Promise<void> }>}
 */
export function loadProduct() {
  process.setSourceMapsEnabled(true); // so that a stack names the lines of the sources
  return import(pathToFileURL(inRoot('server', 'dist', 'main.js')).href);
}
