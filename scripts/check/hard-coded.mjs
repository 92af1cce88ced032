import { Visitor } from 'vite';
import { isTest, plainString } from './sources.mjs';

/**
 * Words that a person would read on the screen, written into the console's code and not into its catalogues.
 * @typedef {import('./sources.mjs').Source} Source
 * @typedef {import('./sources.mjs').Problem} Problem
 */

const shown = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'cancelText',
  'description',
  'emptyText',
  'extra',
  'help',
  'label',
  'message',
  'okText',
  'placeholder',
  'subTitle',
  'title',
  'tooltip',
]);
// the product's own name and what stands on a key are the same in every language
const names = new Set(['Shouwen', '首问', 'Ctrl', 'Shift', 'Alt', 'Enter', 'Esc', 'Tab']);
const verbatim = new Set(['code', 'kbd', 'pre', 'samp', 'style']);

/**
 * @param {Source[]} sources
 * @param {Set<string>} keys the keys of the catalogue: data that carries one is no text
 * @returns {Problem[]}
 */
export function checkHardCoded(sources, keys) {
  return sources.filter((source) => !isTest(source.path)).flatMap((source) => hardCodedIn(source, keys));
}

/** @param {string} text as in `/form/` or `https://…` */
const isAddress = (text) => /^(\/|https?:)\S*$/.test(text);

/** @param {string} text @returns {string[]} not single Latin letters, nor those between figures (`M12 21a9`, a drawing) */
const wordsOf = (text) => text.match(/\p{Script=Han}+|(?<![\p{L}\d])\p{L}{2,}(?!\d)/gu) ?? [];

/** @param {Source} source @param {Set<string>} keys @returns {Problem[]} */
function hardCodedIn(source, keys) {
  /** @type {Problem[]} */
  const problems = [];
  /** @param {string | null} text @param {{ start: number }} node */
  const tell = (text, node) => {
    const words = (text ?? '').trim();
    if (keys.has(words) || isAddress(words) || wordsOf(words).every((word) => names.has(word))) return;
    const message = `hard-coded text ${JSON.stringify(words)}: put it into the catalogues and say t('…')`;
    problems.push({ path: source.path, line: source.lineAt(node.start), message });
  };
  new Visitor({
    JSXElement(node) {
      const { name } = node.openingElement;
      if (name.type === 'JSXIdentifier' && verbatim.has(name.name)) return;
      for (const child of node.children) tellChild(child, tell);
    },
    JSXFragment(node) {
      for (const child of node.children) tellChild(child, tell);
    },
    JSXAttribute(node) {
      if (node.name.type !== 'JSXIdentifier' || !shown.has(node.name.name)) return;
      const value = node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value;
      for (const text of textsOf(value)) tell(text, node);
    },
    Property(node) {
      const name = node.key.type === 'Identifier' ? node.key.name : plainString(node.key);
      if (name !== null && shown.has(name)) for (const text of textsOf(node.value)) tell(text, node);
    },
  }).visit(source.parsed.program);
  return problems;
}

/**
 * @param {import('vite').ESTree.JSXChild} child
 * @param {(text: string | null, node: { start: number }) => void} tell
 */
function tellChild(child, tell) {
  if (child.type === 'JSXText') tell(child.value, child);
  if (child.type === 'JSXExpressionContainer')
    for (const text of textsOf(child.expression)) tell(text, child);
}

/**
 * @param {import('vite').ESTree.Node | null | undefined} node
 * @returns {string[]} the texts that an expression may come to: a string, a template's parts, either way of a choice
 */
function textsOf(node) {
  if (node?.type === 'ConditionalExpression')
    return [...textsOf(node.consequent), ...textsOf(node.alternate)];
  if (node?.type === 'LogicalExpression') return [...textsOf(node.left), ...textsOf(node.right)];
  if (node?.type === 'TemplateLiteral') return node.quasis.map((part) => part.value.cooked ?? '');
  const text = plainString(node);
  return text === null ? [] : [text];
}
