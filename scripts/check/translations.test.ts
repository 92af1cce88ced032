import { expect, it } from 'vitest';
import { checkCatalogue } from './catalogues.mjs';
import { checkHardCoded } from './hard-coded.mjs';
import { sourceFrom } from './sources.mjs';
import { checkKeysUsed } from './used-keys.mjs';

type Texts = Record<string, unknown>;

function toldOfCatalogue(en: Texts, zh: Texts, es: Texts): string[] {
  const json = { en: write(en), zh: write(zh), es: write(es) };
  return checkCatalogue({ folder: 'texts', json }).map(
    ({ path, line, message }) => `${path}:${line} ${message}`,
  );
}
const write = (texts: Texts) => JSON.stringify(texts, null, 2);

it('accepts three complete languages, each with its own plural forms', () => {
  const en = { save: 'Save', list: { found_one: 'One ticket', found_other: '{{count}} tickets' } };
  const zh = { save: '保存', list: { found_other: '{{count}} 张工单' } };
  const es = { save: 'Guardar', list: { found_one: '{{count}} tique', found_other: '{{count}} tiques' } };
  expect(toldOfCatalogue(en, zh, es)).toEqual([]);
  expect(toldOfCatalogue(en, zh, { ...es, list: { ...es.list, found_many: '{{count}} de tiques' } })).toEqual(
    [],
  );
});

it('finds a key that a language lacks, an empty text and one that is no text', () => {
  expect(toldOfCatalogue({ a: 'Yes', b: { c: 'No' } }, { a: '是', b: {} }, { a: ' ', b: { c: 3 } })).toEqual([
    'texts/es.json:2 a is empty',
    'texts/es.json:4 b.c is not a text',
    'texts/zh.json:3 b.c is missing',
  ]);
});

it('finds plural forms that a language lacks, or does not have', () => {
  const found = toldOfCatalogue(
    { n_one: 'a ticket', n_other: '{{count}} tickets' },
    { n_one: '一张工单', n_other: '{{count}} 张工单' },
    { n_other: '{{count}} tiques' },
  );
  expect(found).toEqual([
    'texts/zh.json:2 n_one is a plural form that zh does not have',
    'texts/es.json:1 n_one is missing',
  ]);
});

it('takes a key that merely ends like a plural form for what it is', () => {
  expect(
    toldOfCatalogue({ reason_other: 'Other' }, { reason_other: '其他' }, { reason_other: 'Otro' }),
  ).toEqual([]);
  expect(toldOfCatalogue({ reason_other: 'Other' }, {}, { reason_other: 'Otro' })).toEqual([
    'texts/zh.json:1 reason_other is missing',
  ]);
});

it('finds holes and tags that a translation lost or made up', () => {
  const found = toldOfCatalogue(
    { a: 'Due {{at, time}} for <b>{{name}}</b>', b: 'Fine' },
    { a: '{{at}} 到期：{{ name }}', b: '好' },
    { a: 'Vence a las {{at}} para <b>{{nombre}}</b>', b: 'Bien' },
  );
  expect(found).toEqual([
    'texts/zh.json:2 a lacks <b>',
    'texts/zh.json:2 a lacks </b>',
    'texts/es.json:2 a lacks {{name}}',
    'texts/es.json:2 a has {{nombre}}, which English has not',
  ]);
});

it('finds English left in the Chinese texts, but not names and holes', () => {
  const en = { a: 'Save', b: 'CSV', c: '{{field}}: {{reason}}', d: 'Shouwen {{version}}' };
  expect(toldOfCatalogue(en, en, { ...en, a: 'Guardar' })).toEqual([
    'texts/zh.json:2 a is not translated: "Save"',
  ]);
});

function toldOfKeys(texts: Texts, code: string): string[] {
  const usage = {
    sources: [sourceFrom('src/a.tsx', code), sourceFrom('src/a.test.tsx', "t('only.in.a.test')")],
    lookUps: { t: { at: 0 }, say: { at: 1 }, notFound: { at: 0, before: 'problem.', after: '_not_found' } },
    fromData: ['outside.'],
  };
  return checkKeysUsed('texts', write(texts), usage).map(
    ({ path, line, message }) => `${path}:${line} ${message}`,
  );
}

it('finds keys in the code that no catalogue has', () => {
  const code = [
    "t('a'); i18n.t('b', { n: 1 });",
    "say(language, c ? 'c' : 'd');",
    `t(\`e.\${kind}\`);`,
    'const x = <Trans i18nKey="f" />;',
    "throw notFound('g');",
    "t('n', { count: 2 }); constructor('h');",
  ].join('\n');
  expect(toldOfKeys({ a: 'A', n_one: 'one', n_other: 'more' }, code)).toEqual([
    'src/a.tsx:1 texts has no text b',
    'src/a.tsx:2 texts has no text c',
    'src/a.tsx:2 texts has no text d',
    'src/a.tsx:3 no text of texts begins with e.',
    'src/a.tsx:4 texts has no text f',
    'src/a.tsx:5 texts has no text problem.g_not_found',
  ]);
});

it('finds texts that nothing uses; a key may be data, or put together', () => {
  const texts = {
    used: 'A',
    data: { key: 'B' },
    priority: { high: 'C' },
    outside: { x: 'D' },
    only: { in: { a: { test: 'E' } } },
    lost: 'F',
    lost_one: 'G',
    lost_other: 'H',
  };
  expect(toldOfKeys(texts, `t('used'); const row = { label: 'data.key' }; t(\`priority.\${p}\`);`)).toEqual([
    'texts/en.json:15 nothing uses only.in.a.test',
    'texts/en.json:19 nothing uses lost',
    'texts/en.json:20 nothing uses lost_one',
    'texts/en.json:21 nothing uses lost_other',
  ]);
});

function hardCoded(code: string): string[] {
  const sources = [sourceFrom('console/src/A.tsx', code)];
  return checkHardCoded(sources, new Set(['nav.inbox'])).map(({ message }) =>
    JSON.parse(/".*"/.exec(message)?.[0] ?? '""'),
  );
}

it('finds words that are written into the console', () => {
  expect(hardCoded('<p>Hello <b>{name}</b> 您好</p>')).toEqual(['Hello', '您好']);
  expect(hardCoded(`<p>{late ? 'Overdue' : \`due \${at}\`}</p>`)).toEqual(['Overdue', 'due']);
  expect(hardCoded('<><Input placeholder="Search" aria-label={"Search all"} /></>')).toEqual([
    'Search',
    'Search all',
  ]);
  expect(hardCoded("modal.confirm({ title: 'Delete it?', okText: yes })")).toEqual(['Delete it?']);
});

it('leaves alone what nobody translates', () => {
  expect(hardCoded('<p>{t("a.b")} · {n} / 3 <kbd>Ctrl</kbd> <code>npm start</code></p>')).toEqual([]);
  expect(hardCoded('<a title="Shouwen" className="big row" data-id="x">j k</a>')).toEqual([]);
  expect(
    hardCoded(
      "const nav = [{ label: 'nav.inbox' }]; const icon = { message: 'M12 21a9 9 0 1 0 0-18zM9.5 9' };",
    ),
  ).toEqual([]);
  expect(hardCoded('<Tip title="Ctrl+Enter" />')).toEqual([]);
  expect(hardCoded('<p>/form/{key}</p>')).toEqual([]);
});
