import { Visitor } from 'vite';
import { dirname, normalize } from './sources.mjs';

/** @typedef {import('./sources.mjs').Source} Source */

/**
 * @typedef {object} Import
 * @property {string} target a path in the checkout with `/`, or the name of a package of npm or Node
 * @property {boolean} ours whether the target is a path in the checkout
 * @property {boolean} typeOnly whether it is gone when the code runs
 * @property {number} line
 */

/** @type {WeakMap<Source, Import[]>} */
const known = new WeakMap();

/**
 * What a file imports: statically, by re-export, by `import(…)`, and by `import('…')` in a type.
 * @param {Source} source
 * @returns {Import[]}
 */
export function importsOf(source) {
  let imports = known.get(source);
  if (imports === undefined) {
    imports = read(source);
    known.set(source, imports);
  }
  return imports;
}

/** @param {Source} source @returns {Import[]} */
function read(source) {
  /** @type {Import[]} */
  const imports = [];
  /** @param {{ value: unknown, start: number } | null} from @param {boolean} typeOnly */
  const add = (from, typeOnly) => {
    if (typeof from?.value !== 'string') return;
    imports.push({ ...resolve(source.path, from.value), typeOnly, line: source.lineAt(from.start) });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => node.source.type === 'Literal' && add(node.source, false),
    TSImportType: (node) => add(node.source, true),
  }).visit(source.parsed.program);
  return imports;
}

/** @param {string} from @param {string} specifier */
function resolve(from, specifier) {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('.')) return { target: normalize(`${dirname(from)}/${path}`), ours: true };
  const workspace = /^@shouwen\/([^/]+)(\/.*)?$/.exec(path);
  if (workspace === null) return { target: path, ours: false };
  const [, name = '', rest] = workspace;
  const folder = ['server', 'console', 'portal', 'e2e'].includes(name) ? name : `packages/${name}`;
  return { target: rest === undefined ? `${folder}/src/index.ts` : `${folder}${rest}`, ours: true };
}
