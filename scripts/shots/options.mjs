import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../lib/paths.mjs';
import { Plain } from '../lib/say.mjs';

/**
 * @typedef {'zh' | 'en' | 'es'} Language
 * @typedef {'light' | 'dark'} Theme
 * @typedef {'full' | 'empty'} Product with the sample department, or with nobody but its administrator
 * @typedef {{ width: number, height: number }} Size
 * @typedef {object} Options
 * @property {string} out the folder for the pictures
 * @property {string[]} only names of pages; all of them when empty
 * @property {Language[]} languages
 * @property {Theme[]} themes
 * @property {Size[]} sizes
 * @property {Product[]} products
 */

/**
 * `--out FOLDER --only inbox,ticket --language zh,en,es --theme light,dark --size 1280x800,390x844 --product full,empty`
 * @param {string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string', default: join(tmpdir(), 'shouwen-shots') },
      only: { type: 'string', default: '' },
      language: { type: 'string', default: 'zh,en,es' },
      theme: { type: 'string', default: 'light,dark' },
      size: { type: 'string', default: '1280x800,1440x900,390x844' },
      product: { type: 'string', default: 'full,empty' },
    },
  });
  const out = resolve(values.out);
  if (`${out}${sep}`.startsWith(`${root}${sep}`))
    throw new Plain(`--out ${values.out} lies in the checkout; pictures go somewhere else.`);
  return {
    out,
    only: values.only.split(',').filter((name) => name !== ''),
    languages: among('language', values.language, /** @type {const} */ (['zh', 'en', 'es'])),
    themes: among('theme', values.theme, /** @type {const} */ (['light', 'dark'])),
    sizes: values.size.split(',').map(sizeFrom),
    products: among('product', values.product, /** @type {const} */ (['full', 'empty'])),
  };
}

/**
 * @template {string} T
 * @param {string} name
 * @param {string} given
 * @param {readonly T[]} known
 * @returns {T[]}
 */
function among(name, given, known) {
  return given.split(',').map((one) => {
    const found = known.find((each) => each === one);
    if (!found) throw new Plain(`--${name} takes ${known.join(', ')}, not "${one}".`);
    return found;
  });
}

/** @param {string} given @returns {Size} */
function sizeFrom(given) {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(given) ?? [];
  if (!width || !height) throw new Plain(`--size takes sizes such as 1280x800, not "${given}".`);
  return { width: Number(width), height: Number(height) };
}
