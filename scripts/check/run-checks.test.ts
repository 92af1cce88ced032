import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { inRoot } from '../lib/paths.mjs';
import { folderWith } from '../lib/temporary-folder.ts';
import { runChecks } from './run-checks.mjs';

it('runs every check whatever the others say, and prints what the failing ones said', async () => {
  const folder = folderWith(
    {
      'fine.mjs': "console.log('all is well');",
      'wrong.mjs': "console.error('line 7 is wrong'); process.exit(2);",
      'killed.mjs': "process.kill(process.pid, 'SIGKILL');",
    },
    inRoot('tmp'),
  );
  const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const names = ['wrong', 'fine', 'killed', 'missing'];
  const scripts = names.map((name) => ({
    name,
    script: join(folder, `${name}.mjs`).slice(inRoot().length),
    args: [],
  }));
  const failed = await runChecks(scripts);
  const output = printed.mock.calls.flat().join('\n');
  printed.mockRestore();
  expect(failed).toEqual(['wrong', 'killed', 'missing']);
  expect(output).toContain('line 7 is wrong');
  expect(output).toContain('✓ fine');
  expect(output).not.toContain('all is well');
});
