/** Checks the translations: `node scripts/check/translations.mjs`. */
import { existsSync, readFileSync } from 'node:fs';
import { inRoot, root } from '../lib/paths.mjs';
import { checkCatalogue, flatten, languages } from './catalogues.mjs';
import { checkHardCoded } from './hard-coded.mjs';
import { printProblems } from './print.mjs';
import { dirname, filesIn, loadSources } from './sources.mjs';
import { checkKeysUsed } from './used-keys.mjs';

// server/src/platform/errors.ts: a refusal's code selects the sentence `problem.<code>`
const refusal = { at: 1, before: 'problem.' };
const notFound = { at: 0, before: 'problem.', after: '_not_found' };
/**
 * Per part of the product: whose sources use its catalogue, by which functions, and which keys come from data alone.
 * @type {Record<string, { users: string[], lookUps: Record<string, import('./used-keys.mjs').LookUp>, fromData: string[] }>}
 */
const parts = {
  console: { users: ['console/src/'], lookUps: { t: { at: 0 } }, fromData: [] },
  portal: { users: ['portal/src/', 'server/src/'], lookUps: { t: { at: 1 } }, fromData: [] },
  server: {
    users: ['server/src/'],
    lookUps: {
      say: { at: 1 },
      Refusal: refusal,
      invalid: refusal,
      conflict: { ...refusal, at: 0 },
      notFound,
    },
    fromData: [],
  },
};

const sources = loadSources(root);
const files = filesIn(root, Object.keys(parts), /\.json$/).filter((path) => /\/texts\/\w+\.json$/.test(path));
const folders = [...new Set(files.map(dirname))];

const problems = folders.flatMap((folder) => {
  const missing = languages.filter((language) => !existsSync(inRoot(folder, `${language}.json`)));
  if (missing.length > 0)
    return missing.map((language) => ({ path: folder, line: 1, message: `${language}.json is missing` }));
  /** @param {string} language */
  const read = (language) => readFileSync(inRoot(folder, `${language}.json`), 'utf8');
  const json = { en: read('en'), zh: read('zh'), es: read('es') };
  const part = parts[folder.split('/')[0] ?? ''];
  if (part === undefined) throw new Error(`${folder} belongs to no part that is known here`);
  const using = sources.filter(({ path }) => part.users.some((start) => path.startsWith(start)));
  return [
    ...checkCatalogue({ folder, json }),
    ...checkKeysUsed(folder, json.en, { ...part, sources: using }),
  ];
});

const consoleKeys = existsSync(inRoot('console/src/texts/en.json'))
  ? new Set(flatten(JSON.parse(readFileSync(inRoot('console/src/texts/en.json'), 'utf8'))).keys())
  : new Set();
problems.push(
  ...checkHardCoded(
    sources.filter(({ path }) => path.startsWith('console/src/')),
    consoleKeys,
  ),
);

printProblems(problems, `${folders.length} catalogues are complete: ${folders.join(', ')}`);
