import { Visitor } from 'vite';
import { isTest } from './sources.mjs';

/**
 * Rules about a single file: its length, tests that are left out, `any` and ignored types.
 * @typedef {import('./sources.mjs').Source} Source
 * @typedef {import('./sources.mjs').Problem} Problem
 */

const longest = 400; // lines
const reasonWithin = 10; // lines from the top

/** @param {Source[]} sources @returns {Problem[]} */
export function checkHabits(sources) {
  return sources.flatMap((source) => [
    ...checkLength(source),
    ...checkComments(source),
    ...checkSyntax(source),
  ]);
}

/** @param {Source} source @returns {Problem[]} */
function checkLength({ path, text }) {
  const lines = text.replace(/\n$/, '').split('\n');
  if (lines.length <= longest) return [];
  if (lines.slice(0, reasonWithin).some((line) => /^\s*\/\/ long: \S/.test(line))) return [];
  const message = `${lines.length} lines: split it, or say why not in a first comment "// long: <reason>"`;
  return [{ path, line: longest + 1, message }];
}

/** @param {Source} source @returns {Problem[]} */
function checkComments({ path, parsed, lineAt }) {
  return parsed.comments.flatMap((comment) => {
    const ignored = /^\W*@ts-(ignore|nocheck|expect-error)\b/.exec(comment.value)?.[1];
    if (ignored === undefined || (ignored === 'expect-error' && isTest(path))) return [];
    return [{ path, line: lineAt(comment.start), message: `@ts-${ignored}: mend the type instead` }];
  });
}

const ofTests = new Set(['it', 'test', 'describe', 'suite', 'context', 'ctx']);
const leavesOut = new Set(['only', 'skip', 'skipIf', 'runIf', 'todo']);

const instead = 'where the machine decides, describeWhere of platform/testing or itInChromium of e2e/support';
/** @param {string} path of the code that skips what a machine cannot run, with a reason that npm test prints */
const isSupport = (path) => /^(e2e\/support|server\/src\/platform\/testing)\//.test(path);

/** @param {Source} source @returns {Problem[]} */
function checkSyntax({ path, parsed, lineAt }) {
  /** @type {Problem[]} */
  const problems = [];
  new Visitor({
    TSAnyKeyword(node) {
      const line = lineAt(node.start);
      // what helps tests may look into answers of every shape, with the reason on the line above
      const reasoned = parsed.comments.some(
        (comment) =>
          /biome-ignore lint\/suspicious\/noExplicitAny: ./.test(comment.value) &&
          lineAt(comment.start) === line - 1,
      );
      if (reasoned && /\/testing\//.test(path)) return;
      problems.push({ path, line, message: '`any`: use the type, or `unknown` and look' });
    },
    MemberExpression(node) {
      if (node.property.type !== 'Identifier' || !leavesOut.has(node.property.name)) return;
      if (!ofTests.has(firstName(node.object)) || (!isTest(path) && !isSupport(path))) return;
      if (isSupport(path) && node.property.name !== 'only') return;
      const message = `.${node.property.name} leaves tests out: ${instead}`;
      problems.push({ path, line: lineAt(node.start), message });
    },
  }).visit(parsed.program);
  return problems;
}

/** @param {import('vite').ESTree.Node} node @returns {string} `it` of `it.concurrent.each(…)` */
function firstName(node) {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return firstName(node.object);
  if (node.type === 'CallExpression') return firstName(node.callee);
  return '';
}
