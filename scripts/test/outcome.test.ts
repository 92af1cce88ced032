import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inRoot } from '../lib/paths.mjs';
import { folderWith } from '../lib/temporary-folder.ts';
import { describeRuns, emptyOutcome, type Outcome } from './outcome.mjs';

/** Runs test files with the real vitest in a process of its own, and gives what was counted. */
function count(files: Record<string, string>): Outcome {
  const folder = folderWith(files, inRoot('tmp'));
  const script = `
    import { writeFileSync } from 'node:fs';
    import { startVitest } from 'vitest/node';
    import { countRun } from ${JSON.stringify(inRoot('scripts', 'test', 'outcome.mjs'))};
    const counter = { onTestRunEnd: (modules, errors) => writeFileSync('outcome.json', JSON.stringify(countRun(modules, errors))) };
    await startVitest('test', [], { root: process.cwd(), config: false, run: true, reporters: [counter] });`;
  const env = { ...process.env, VITEST: undefined, VITEST_WORKER_ID: undefined, VITEST_POOL_ID: undefined };
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  expect(run.error).toBeUndefined();
  return JSON.parse(readFileSync(join(folder, 'outcome.json'), 'utf8'));
}

const start = "import { beforeAll, describe, expect, it } from 'vitest';\n";

it('counts tests, and as failed also a file that does not load and a set-up that fails', () => {
  const outcome = count({
    'a.test.ts': `${start}it('adds', () => expect(1 + 1).toBe(2)); it('fails', () => expect(1).toBe(2));`,
    'b.test.ts': "import './nowhere.ts';",
    'c.test.ts': `${start}describe('with a database', () => {
      beforeAll(() => { throw new Error('no database'); });
      it('reads', () => expect(1).toBe(1));
    });`,
    'd.test.ts': `${start}it('looks', (context) => context.skip('no browser'));`,
  });
  expect(outcome).toEqual({
    passed: 1,
    failed: 3,
    skipped: 2,
    failures: ['a.test.ts › fails: expected 1 to be 2 // Object.is equality'],
    broken: [
      'b.test.ts did not load, or its set-up failed',
      'the set-up of c.test.ts › with a database failed',
    ],
    skips: [
      {
        test: 'c.test.ts › with a database > reads',
        reason: 'did not get its turn: a set-up failed or the run was cut short',
      },
      { test: 'd.test.ts › looks', reason: 'no browser' },
    ],
  });
});

it('names what was skipped under its reason, and closes with the sum over all suites', () => {
  const skips = [
    { test: 'e2e/a.test.ts › opens', reason: 'no browser' },
    { test: 'e2e/a.test.ts › closes', reason: 'no browser' },
  ];
  const runs = [
    { suite: 'unit', outcome: { ...emptyOutcome(), passed: 7 }, took: '1.0 s' },
    {
      suite: 'e2e',
      outcome: { ...emptyOutcome(), failed: 1, skipped: 2, broken: ['e2e did not end'], skips },
      took: '2.0 s',
    },
  ];
  expect(describeRuns(runs, ['database']).split('\n')).toEqual([
    '',
    'unit       7 passed, 0 failed, 0 skipped  (1.0 s)',
    'e2e        0 passed, 1 failed, 2 skipped  (2.0 s)',
    '  failed: e2e did not end',
    '  skipped because: no browser',
    '    e2e/a.test.ts › opens',
    '    e2e/a.test.ts › closes',
    'not asked for: database',
    '',
    '7 passed, 1 failed, 2 skipped',
  ]);
});
