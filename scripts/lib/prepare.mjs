import { pathToFileURL } from 'node:url';
import { ensureBuilt, isBuilt } from './built.mjs';
import { ensureInstalled } from './install.mjs';
import { inRoot } from './paths.mjs';

/**
 * Brings packages and build up to date. Throws `Plain` when that cannot be done.
 * @param {readonly import('./built.mjs').Part[]} [parts] that are needed
 */
export async function prepare(parts = ['server', 'console']) {
  const stale = parts.some((part) => !isBuilt(part));
  await ensureInstalled({ development: stale });
  if (stale) await ensureBuilt(parts);
}

/**
 * The built product.
 * @returns {Promise<{ main: (argv: string[]) => Promise<void> }>}
 */
export function loadProduct() {
  process.setSourceMapsEnabled(true); // so that a stack names the lines of the sources
  return import(pathToFileURL(inRoot('server', 'dist', 'main.js')).href);
}
