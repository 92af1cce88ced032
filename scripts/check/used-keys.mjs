import { Visitor } from 'vite';
import { flatten } from './catalogues.mjs';
import { lineOfKey } from './key-line.mjs';
import { isTest, plainString } from './sources.mjs';

/**
 * Whether code and catalogue name the same keys.
 * @typedef {import('./sources.mjs').Source} Source
 * @typedef {import('./sources.mjs').Problem} Problem
 */

/**
 * A function (or class) that takes a key, or a part of one.
 * @typedef {object} LookUp
 * @property {number} at where it stands among the arguments
 * @property {string} [before] what is put before it
 * @property {string} [after]
 */

const pluralEnding = /_(zero|one|two|few|many|other)$/;

/**
 * @typedef {object} Usage
 * @property {Source[]} sources that use the catalogue
 * @property {Record<string, LookUp>} lookUps by the name of the function
 * @property {string[]} fromData beginnings of keys that no source spells out: they are put together from data
 */

/**
 * @param {string} folder of the catalogue
 * @param {string} english the text of its en.json
 * @param {Usage} usage
 * @returns {Problem[]}
 */
export function checkKeysUsed(folder, english, { sources, lookUps, fromData }) {
  const keys = new Set([...flatten(JSON.parse(english)).keys()]);
  for (const key of [...keys]) keys.add(key.replace(pluralEnding, ''));
  /** @type {Problem[]} */
  const problems = [];
  /** @type {Set<string>} */
  const words = new Set();
  const beginnings = new Set(fromData);
  for (const source of sources.filter((each) => !isTest(each.path))) {
    const used = usesIn(source, lookUps);
    for (const word of used.words) words.add(word);
    for (const beginning of used.beginnings) beginnings.add(beginning);
    for (const { key, open, offset } of used.lookedUp) {
      const known = open ? [...keys].some((each) => each.startsWith(key)) : keys.has(key);
      if (known) continue;
      const message = open ? `no text of ${folder} begins with ${key}` : `${folder} has no text ${key}`;
      problems.push({ path: source.path, line: source.lineAt(offset), message });
    }
  }
  for (const key of flatten(JSON.parse(english)).keys()) {
    const base = key.replace(pluralEnding, '');
    if (words.has(key) || words.has(base) || [...beginnings].some((beginning) => key.startsWith(beginning)))
      continue;
    problems.push({
      path: `${folder}/en.json`,
      line: lineOfKey(english, key),
      message: `nothing uses ${key}`,
    });
  }
  return problems;
}

/**
 * @typedef {object} Uses
 * @property {{ key: string, open: boolean, offset: number }[]} lookedUp handed to a look-up; `open` when it only begins so
 * @property {string[]} words every plain string: a key may travel as data before it is looked up
 * @property {string[]} beginnings of keys that are put together
 */

/** @param {Source} source @param {Record<string, LookUp>} lookUps @returns {Uses} */
function usesIn(source, lookUps) {
  /** @type {Uses} */
  const uses = { lookedUp: [], words: [], beginnings: [] };
  /** @param {import('vite').ESTree.CallExpression | import('vite').ESTree.NewExpression} node */
  const lookUp = (node) => {
    const name = calledName(node.callee);
    const { at, before = '', after = '' } = (Object.hasOwn(lookUps, name) && lookUps[name]) || { at: -1 };
    for (const each of alternatives(node.arguments[at])) {
      const key = plainString(each);
      if (key !== null) uses.lookedUp.push({ key: before + key + after, open: false, offset: each.start });
      const beginning = beginningOf(each);
      if (beginning !== '') uses.lookedUp.push({ key: before + beginning, open: true, offset: each.start });
    }
  };
  new Visitor({
    CallExpression: (node) => lookUp(node),
    NewExpression: (node) => lookUp(node),
    JSXAttribute(node) {
      if (node.name.name !== 'i18nKey') return;
      const key = plainString(node.value);
      if (key !== null) uses.lookedUp.push({ key, open: false, offset: node.start });
    },
    Literal(node) {
      const word = plainString(node);
      if (word !== null) uses.words.push(word);
    },
    TemplateLiteral(node) {
      const beginning = beginningOf(node);
      if (beginning.includes('.')) uses.beginnings.push(beginning);
      else if (plainString(node) !== null) uses.words.push(plainString(node) ?? '');
    },
  }).visit(source.parsed.program);
  return uses;
}

/** @param {import('vite').ESTree.Node} callee @returns {string} `t` of `t(…)` and of `i18n.t(…)` */
function calledName(callee) {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier')
    return callee.property.name;
  return '';
}

/**
 * @param {import('vite').ESTree.Node | undefined} node
 * @returns {import('vite').ESTree.Node[]} both ways of `a ? 'x' : 'y'` and of `a ?? 'x'`, without a cast
 */
function alternatives(node) {
  if (node === undefined) return [];
  if (node.type === 'ConditionalExpression')
    return [...alternatives(node.consequent), ...alternatives(node.alternate)];
  if (node.type === 'LogicalExpression') return [...alternatives(node.left), ...alternatives(node.right)];
  if (node.type === 'TSAsExpression') return alternatives(node.expression);
  return [node];
}

/** @param {import('vite').ESTree.Node} node @returns {string} what stands before the first hole, empty for anything else */
function beginningOf(node) {
  if (node.type !== 'TemplateLiteral' || node.expressions.length === 0) return '';
  return node.quasis[0]?.value.cooked ?? '';
}
