import { importsOf } from './imports.mjs';
import { basename, isTest } from './sources.mjs';

/**
 * Which folder may import which (docs/develop/where-does-it-go.md).
 * @typedef {import('./sources.mjs').Source} Source
 * @typedef {import('./sources.mjs').Problem} Problem
 * @typedef {import('./imports.mjs').Import} Import
 */

const pure = new Set([
  'calendar',
  'conditions',
  'mail',
  'obligations',
  'policy',
  'search',
  'staffing',
  'api',
]);
/** What a pure package may take from npm. @type {Record<string, string[]>} */
const allowedFromNpm = {
  api: ['zod'],
  mail: [
    'node:crypto',
    'node:events',
    '@zone-eu/mailsplit',
    'chardet',
    'htmlparser2',
    'iconv-lite',
    'libmime',
    'libqp',
    'nodemailer/lib/addressparser',
  ],
  search: ['@orama/stemmers/english', '@orama/stemmers/spanish'],
};

/** @param {Source[]} sources @returns {Problem[]} */
export function checkLayers(sources) {
  return sources.flatMap((source) =>
    importsOf(source).flatMap((each) => {
      const messages = rules.map((rule) => rule(source.path, each)).filter((message) => message !== null);
      return messages.map((message) => ({ path: source.path, line: each.line, message }));
    }),
  );
}

/** @type {((from: string, to: Import) => string | null)[]} */
const rules = [
  function pureStaysPure(from, to) {
    const name = packageOf(from);
    if (name === null || !pure.has(name) || isTestSupport(from)) return null;
    if (to.ours && pure.has(packageOf(to.target) ?? '')) return null;
    if (!to.ours && allowedFromNpm[name]?.includes(to.target)) return null;
    return `packages/${name} is pure and may import only pure packages, not ${to.target}`;
  },
  function packagesKnowNoProduct(from, to) {
    if (packageOf(from) === null || !to.ours || !/^(server|console|portal)\//.test(to.target)) return null;
    return `a package may not import the product (${to.target}): hand in what it needs`;
  },
  function platformKnowsNoConcept(from, to) {
    if (!isPlatform(from) || isTestSupport(from) || !to.ours) return null;
    const concept = conceptOf(to.target);
    if (concept !== null)
      return `the platform may not import the concept ${concept} (${to.target}): turn it round`;
    if (isServerRoot(to.target) && !to.typeOnly)
      return `the platform may import only types from ${to.target}`;
    return null;
  },
  function conceptsMeetInUseCases(from, to) {
    const here = conceptOf(from);
    const there = to.ours ? conceptOf(to.target) : null;
    if (here === null || there === null || here === there) return null;
    const file = basename(to.target);
    if (file === 'tables.ts' && to.typeOnly) return null;
    if (file !== 'tables.ts' && file !== 'routes.ts' && !/\.(query|test)\.tsx?$/.test(file)) return null;
    const only = file === 'tables.ts' ? 'only types of its tables.ts' : 'only its use cases';
    return `${here} may import from ${there} ${only}, not ${to.target}`;
  },
  function clientsKnowNoServer(from, to) {
    if (!/^(console|portal)\//.test(from) || !to.ours || !to.target.startsWith('server/')) return null;
    return `${from.split('/')[0]} may not import the server (${to.target}): it talks to it through packages/api`;
  },
];

/** @param {string} path */
const packageOf = (path) => /^packages\/([^/]+)\//.exec(path)?.[1] ?? null;
/** @param {string} path */
const isPlatform = (path) => path.startsWith('server/src/platform/');
/** @param {string} path */
const isTestSupport = (path) => isTest(path) || path.includes('/testing/');
/** @param {string} path the files that put the product together: main.ts, cli.ts, context.ts … */
const isServerRoot = (path) => /^server\/src\/[^/]+$/.test(path);

/**
 * The concept that a file belongs to: its folder in server/src; each channel is one of its own.
 * @param {string} path
 */
export function conceptOf(path) {
  const [, folder = '', channel] = /^server\/src\/([^/]+)\/(?:([^/]+)\/)?/.exec(path) ?? [];
  if (folder === '' || folder === 'platform') return null;
  return folder === 'channels' && channel !== undefined ? `channels/${channel}` : folder;
}
