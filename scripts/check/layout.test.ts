import { expect, it } from 'vitest';
import { checkCircles } from './circles.mjs';
import { checkHabits } from './habits.mjs';
import { checkLayers } from './layers.mjs';
import { type Problem, type Source, sourceFrom } from './sources.mjs';
import { checkTableWrites, tablesWrittenBy } from './table-writes.mjs';

/** What a rule says about some files, as `path:line message`. */
function told(rule: (sources: Source[]) => Problem[], files: Record<string, string>): string[] {
  const sources = Object.entries(files).map(([path, text]) => sourceFrom(path, text));
  return rule(sources).map(({ path, line, message }) => `${path}:${line} ${message}`);
}

it('keeps pure packages pure', () => {
  const found = told(checkLayers, {
    'packages/calendar/src/a.ts':
      "import 'node:fs';\nimport pg from 'pg';\nexport * from '@shouwen/obligations';",
    'packages/calendar/src/a.test.ts': "import fc from 'fast-check';",
    'packages/calendar/src/testing/b.ts': "import fc from 'fast-check';",
    'packages/conditions/src/b.ts': "import { z } from 'zod';",
    'packages/api/src/c.ts': "import { z } from 'zod';",
  });
  expect(found).toEqual([
    'packages/calendar/src/a.ts:1 packages/calendar is pure and may import only pure packages, not node:fs',
    'packages/calendar/src/a.ts:2 packages/calendar is pure and may import only pure packages, not pg',
    'packages/conditions/src/b.ts:1 packages/conditions is pure and may import only pure packages, not zod',
  ]);
});

it('lets no package import the product, by name, by path or for a type', () => {
  const found = told(checkLayers, {
    'packages/letters/src/a.ts':
      "import '@shouwen/server';\nimport type { A } from '../../../console/src/a.ts';",
    'packages/letters/src/a.test.ts': "type A = import('../../../server/src/a.ts').A;",
  });
  expect(found).toEqual([
    'packages/letters/src/a.ts:1 a package may not import the product (server/src/index.ts): hand in what it needs',
    'packages/letters/src/a.ts:2 a package may not import the product (console/src/a.ts): hand in what it needs',
    'packages/letters/src/a.test.ts:1 a package may not import the product (server/src/a.ts): hand in what it needs',
  ]);
});

it('lets the platform know no concept', () => {
  const found = told(checkLayers, {
    'server/src/platform/http/a.ts': [
      "import type { Ticket } from '../../tickets/tables.ts';",
      "import type { Context } from '../../context.ts';",
      "import { app } from '../../app.ts';",
    ].join('\n'),
    'server/src/platform/testing/factories.ts': "import { openTicket } from '../../tickets/open-ticket.ts';",
  });
  expect(found).toEqual([
    'server/src/platform/http/a.ts:1 the platform may not import the concept tickets (server/src/tickets/tables.ts): turn it round',
    'server/src/platform/http/a.ts:3 the platform may import only types from server/src/app.ts',
  ]);
});

it('lets a concept use another only through its use cases and the types of its tables', () => {
  const found = told(checkLayers, {
    'server/src/tickets/reply.ts': [
      "import { openObligation } from '../obligations/open-obligation.ts';",
      "import type { ObligationTable } from '../obligations/tables.ts';",
      "import { tables } from '../obligations/tables.ts';",
      "import { list } from '../obligations/list.query.ts';",
      "import type { Route } from '../obligations/routes.ts';",
      "import { page } from './page.query.ts';",
    ].join('\n'),
    'server/src/channels/mail/take.ts': "import '../chat/sessions.query.ts';",
    'server/src/main.ts': "import { routes } from './tickets/routes.ts';",
  });
  expect(found).toEqual([
    'server/src/tickets/reply.ts:3 tickets may import from obligations only types of its tables.ts, not server/src/obligations/tables.ts',
    'server/src/tickets/reply.ts:4 tickets may import from obligations only its use cases, not server/src/obligations/list.query.ts',
    'server/src/tickets/reply.ts:5 tickets may import from obligations only its use cases, not server/src/obligations/routes.ts',
    'server/src/channels/mail/take.ts:1 channels/mail may import from channels/chat only its use cases, not server/src/channels/chat/sessions.query.ts',
  ]);
});

it('lets console and portal import no server code', () => {
  const found = told(checkLayers, {
    'console/src/a.tsx': "import type { A } from '../../server/src/a.ts';",
    'portal/src/b.ts': "const a = await import('@shouwen/server');",
  });
  expect(found).toEqual([
    'console/src/a.tsx:1 console may not import the server (server/src/a.ts): it talks to it through packages/api',
    'portal/src/b.ts:1 portal may not import the server (server/src/index.ts): it talks to it through packages/api',
  ]);
});

it('finds an import circle once, the shortest way round', () => {
  const found = told(checkCircles, {
    'server/src/a.ts': "import './b.ts';",
    'server/src/b.ts': "import './d.ts';\nimport './c.ts';",
    'server/src/c.ts': "export * from './a.ts';",
    'server/src/d.ts': "import './e.ts';",
    'server/src/e.ts': '',
  });
  expect(found).toEqual([
    'server/src/a.ts:1 import circle: server/src/a.ts → server/src/b.ts → server/src/c.ts → server/src/a.ts',
  ]);
});

it('finds a file that imports itself, and no circle where only types go back', () => {
  expect(told(checkCircles, { 'server/src/a.ts': "export * from './a.ts';" })).toHaveLength(1);
  const back = {
    'server/src/a.ts': "import './b.ts';",
    'server/src/b.ts': "import type { A } from './a.ts';",
  };
  expect(told(checkCircles, back)).toEqual([]);
});

const tables = {
  'server/src/tickets/tables.ts':
    'export interface TicketTables { ticket: TicketTable; "message": MessageTable }',
  'server/src/people/tables.ts': 'export interface PeopleTables { user: UserTable }',
};

it('lets only the folder that declares a table write it', () => {
  const found = told(checkTableWrites, {
    ...tables,
    'server/src/tickets/actions/close.ts': "tx.updateTable('ticket').set({}); sql`delete from message`",
    'server/src/people/leave.ts': [
      "tx.updateTable('ticket as t').set({});",
      "tx.deleteFrom(['message', 'user']);",
      'sql`with gone as (insert into "ticket" select * from old returning id) select 1`;',
      "client.query('update message m set body = $1');",
      "tx.selectFrom('ticket').forUpdate();",
      "tx.insertInto('nowhere');",
    ].join('\n'),
    'server/src/platform/migrations/0001.ts': "export const sql = 'insert into ticket values (1)';",
    'server/src/platform/testing/factories.ts': "tx.insertInto('ticket');",
  });
  const owner = 'belongs to server/src/tickets: call a use case of it instead of writing it here';
  expect(found).toEqual([
    `server/src/people/leave.ts:1 the table ticket ${owner}`,
    `server/src/people/leave.ts:2 the table message ${owner}`,
    `server/src/people/leave.ts:3 the table ticket ${owner}`,
    `server/src/people/leave.ts:4 the table message ${owner}`,
    'server/src/people/leave.ts:6 no tables.ts declares the table nowhere',
  ]);
});

it('lets one folder declare a table', () => {
  const second = { 'server/src/mail/tables.ts': 'export interface MailTables { message: MailTable }' };
  expect(told(checkTableWrites, { ...tables, ...second })).toEqual([
    'server/src/mail/tables.ts:1 the table message is declared in server/src/tickets already',
  ]);
});

it('reads every statement that writes, and no other', () => {
  expect(tablesWrittenBy('INSERT INTO public.a (x) SELECT 1 ON CONFLICT DO UPDATE SET x = 1')).toEqual(['a']);
  expect(
    tablesWrittenBy('update only a as b set x = 1; delete from c; merge into d using e on true'),
  ).toEqual(['a', 'c', 'd']);
  expect(tablesWrittenBy('truncate table a; copy b (x, y) from stdin')).toEqual(['a', 'b']);
  expect(tablesWrittenBy('select * from a for update skip locked; copy a to stdout')).toEqual([]);
});

it('asks for a reason when a file is over 400 lines', () => {
  const lines = (count: number) => '\n'.repeat(count);
  expect(told(checkHabits, { 'a.ts': lines(400) })).toEqual([]);
  expect(told(checkHabits, { 'a.ts': lines(401) })).toEqual([
    'a.ts:401 401 lines: split it, or say why not in a first comment "// long: <reason>"',
  ]);
  expect(told(checkHabits, { 'a.ts': `// long: one table of the tax office${lines(401)}` })).toEqual([]);
  expect(told(checkHabits, { 'a.ts': `// long: ${lines(401)}` })).toHaveLength(1);
  expect(told(checkHabits, { 'a.ts': `${lines(11)}// long: too late${lines(401)}` })).toHaveLength(1);
});

it('finds tests that are left out', () => {
  const leftOut =
    "it.only('a', f);\ndescribe.concurrent.skip('b', f);\nit.skipIf(true)('c', f);\nit.todo('d');\nit('e', (ctx) => ctx.skip());";
  const lines = told(checkHabits, { 'server/src/a.test.ts': leftOut }).map(
    (each) => each.split(' leaves')[0],
  );
  expect(lines).toEqual([
    'server/src/a.test.ts:1 .only',
    'server/src/a.test.ts:2 .skip',
    'server/src/a.test.ts:3 .skipIf',
    'server/src/a.test.ts:4 .todo',
    'server/src/a.test.ts:5 .skip',
  ]);
  expect(told(checkHabits, { 'e2e/support/browser.ts': leftOut })).toHaveLength(1); // .only, even there
  expect(told(checkHabits, { 'server/src/a.ts': 'rows.skip(1); it.skip' })).toEqual([]);
});

it('finds any and ignored types', () => {
  const found = told(checkHabits, {
    'server/src/a.ts': "const a: any = 1;\n// @ts-ignore\nconst b = 'any';\n// @ts-expect-error: wrong\n",
    'server/src/a.test.ts': '// @ts-expect-error: a number is refused\n// @ts-nocheck',
  });
  expect(found).toEqual([
    'server/src/a.ts:2 @ts-ignore: mend the type instead',
    'server/src/a.ts:4 @ts-expect-error: mend the type instead',
    'server/src/a.ts:1 `any`: use the type, or `unknown` and look',
    'server/src/a.test.ts:2 @ts-nocheck: mend the type instead',
  ]);
});
