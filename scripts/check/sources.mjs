import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { parseSync } from 'vite';

/**
 * One source file, parsed when first asked for.
 * @typedef {object} Source
 * @property {string} path from the root of the checkout, with `/`
 * @property {string} text
 * @property {import('vite').ParseResult} parsed
 * @property {(offset: number) => number} lineAt 1-based
 */

/**
 * Something that breaks a rule.
 * @typedef {object} Problem
 * @property {string} path
 * @property {number} line
 * @property {string} message what is wrong, and what to do instead
 */

const leftOut = new Set(['node_modules', 'dist', 'tmp', 'shots', '.git']);

/**
 * The files of the checkout in some folders, by the endings asked for.
 * @param {string} root
 * @param {string[]} folders
 * @param {RegExp} ending
 * @returns {string[]} paths from the root, with `/`
 */
export function filesIn(root, folders, ending) {
  /** @param {string} folder @returns {string[]} */
  const walk = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : walk(path);
      return ending.test(entry.name) ? [relative(root, path).split(sep).join('/')] : [];
    });
  const present = new Set(readdirSync(root));
  return folders.filter((folder) => present.has(folder)).flatMap((folder) => walk(join(root, folder)));
}

/** @param {string} root @returns {Source[]} every TypeScript and JavaScript file of ours */
export function loadSources(root) {
  const folders = ['packages', 'server', 'console', 'portal', 'bench', 'e2e', 'scripts'];
  const paths = filesIn(root, folders, /\.(ts|tsx|mjs|mts)$/);
  return paths.map((path) => sourceFrom(path, readFileSync(join(root, path), 'utf8')));
}

/** @param {string} path @param {string} text @returns {Source} */
export function sourceFrom(path, text) {
  /** @type {import('vite').ParseResult | undefined} */
  let parsed;
  return {
    path,
    text,
    get parsed() {
      parsed ??= parseSync(path, text);
      return parsed;
    },
    lineAt: (offset) => text.slice(0, offset).split('\n').length,
  };
}

/** @param {string} path */
export const isTest = (path) => /\.test\.tsx?$/.test(path);

/**
 * The text of an expression that is a plain string, or null.
 * @param {import('vite').ESTree.Node | null | undefined} node
 * @returns {string | null}
 */
export function plainString(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? null;
  return null;
}

export const { dirname, basename, normalize } = posix;
