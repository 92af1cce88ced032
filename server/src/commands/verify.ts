import { verify as verifyAll } from '../verify.ts';
import type { Command } from './index.ts';
import { print, withProduct } from './with-product.ts';

/** `verify`: everything stored checked against itself; exit code 1 when something does not fit. */
export const verify: Command = {
  usage: '[--digests] [--json]',
  summary:
    'check the ledger, tickets, obligations, counters, figures, mail, files and the search; --digests reads every file',
  async run(args) {
    const verdict = await withProduct(({ app }) => verifyAll(app, { digests: args.includes('--digests') }));
    const counted = Object.entries(verdict.checked).map(([what, count]) => `${what} ${count}`);
    print(args, verdict, [
      ...verdict.findings.map((finding) => `${finding.check}: ${finding.what}`),
      `${verdict.ok ? 'All is well' : `${verdict.findings.length} findings`} (checked: ${counted.join(', ')}).`,
    ]);
    if (!verdict.ok) process.exitCode = 1;
  },
};
