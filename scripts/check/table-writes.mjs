import { Visitor } from 'vite';
import { basename, dirname, plainString } from './sources.mjs';

/**
 * Only the folder whose tables.ts declares a table writes it.
 * @typedef {import('./sources.mjs').Source} Source
 * @typedef {import('./sources.mjs').Problem} Problem
 */

// factories build what a test needs; migrations make the tables
const exempt = /^server\/src\/(platform\/migrations|(.+\/)?testing)\//;

/** @param {Source[]} sources @returns {Problem[]} */
export function checkTableWrites(sources) {
  const server = sources.filter((source) => source.path.startsWith('server/src/'));
  const { owners, problems } = ownersOf(server);
  for (const source of server) {
    if (exempt.test(source.path)) continue;
    for (const { table, offset, certain } of writesOf(source)) {
      const owner = owners.get(table);
      if (owner === undefined && !certain) continue; // a word of a sentence, or a table for the moment
      if (owner !== undefined && source.path.startsWith(`${owner}/`)) continue;
      const message =
        owner === undefined
          ? `no tables.ts declares the table ${table}`
          : `the table ${table} belongs to ${owner}: call a use case of it instead of writing it here`;
      problems.push({ path: source.path, line: source.lineAt(offset), message });
    }
  }
  return problems;
}

/**
 * Reads `export interface TicketTables { ticket: TicketTable }` of each tables.ts.
 * @param {Source[]} sources
 */
function ownersOf(sources) {
  /** @type {Map<string, string>} */
  const owners = new Map();
  /** @type {Problem[]} */
  const problems = [];
  for (const source of sources.filter((each) => basename(each.path) === 'tables.ts')) {
    new Visitor({
      TSInterfaceDeclaration(node) {
        if (!node.id.name.endsWith('Tables')) return;
        for (const member of node.body.body) {
          if (member.type !== 'TSPropertySignature') continue;
          const table = member.key.type === 'Identifier' ? member.key.name : plainString(member.key);
          if (table === null) continue;
          const other = owners.get(table);
          if (other !== undefined) {
            const message = `the table ${table} is declared in ${other} already`;
            problems.push({ path: source.path, line: source.lineAt(member.start), message });
          }
          owners.set(table, dirname(source.path));
        }
      },
    }).visit(source.parsed.program);
  }
  return { owners, problems };
}

const builders = new Set(['insertInto', 'replaceInto', 'updateTable', 'deleteFrom', 'mergeInto']);

/**
 * @param {Source} source
 * @returns {{ table: string, offset: number, certain: boolean }[]}
 */
function writesOf(source) {
  /** @type {{ table: string, offset: number, certain: boolean }[]} */
  const writes = [];
  /** @param {string | null} sql @param {number} offset */
  const addSql = (sql, offset) => {
    for (const table of tablesWrittenBy(sql ?? '')) writes.push({ table, offset, certain: false });
  };
  new Visitor({
    CallExpression(node) {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (!builders.has(callee.property.name)) return;
      const [first] = node.arguments;
      const names = first?.type === 'ArrayExpression' ? first.elements : [first];
      for (const name of names) {
        const table = plainString(name)?.split(/\s+as\s+/)[0];
        if (table !== undefined) writes.push({ table, offset: node.start, certain: true });
      }
    },
    Literal: (node) => addSql(plainString(node), node.start),
    // the parts between the holes, joined so that a statement is seen whole
    TemplateLiteral: (node) =>
      addSql(node.quasis.map((part) => part.value.cooked ?? '').join(' $ '), node.start),
  }).visit(source.parsed.program);
  return writes;
}

const name = '(?:"?\\w+"?\\.)?"?(\\w+)"?';
const statements = [
  `\\binsert\\s+into\\s+${name}`,
  `\\bupdate\\s+(?:only\\s+)?${name}(?:\\s+(?:as\\s+)?\\w+)?\\s+set\\b`,
  `\\bdelete\\s+from\\s+(?:only\\s+)?${name}`,
  `\\bmerge\\s+into\\s+${name}`,
  `\\btruncate\\s+(?:table\\s+)?${name}`,
  `\\bcopy\\s+${name}\\s*(?:\\([^)]*\\))?\\s+from\\s+stdin`,
].map((pattern) => new RegExp(pattern, 'gi'));

/** @param {string} sql @returns {string[]} */
export function tablesWrittenBy(sql) {
  return statements.flatMap((statement) =>
    [...sql.matchAll(statement)].map((match) => (match[1] ?? '').toLowerCase()),
  );
}
