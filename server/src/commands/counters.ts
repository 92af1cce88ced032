import { rebuildCounters } from '../counters/rebuild-counters.ts';
import { StartError } from '../platform/errors.ts';
import type { Command } from './index.ts';
import { print, withProduct } from './with-product.ts';

/** `counters rebuild`: all tickets counted anew, beside a running server or alone. */
export const counters: Command = {
  usage: 'rebuild [--json]',
  summary: 'count all tickets anew; works while the server runs',
  async run(args) {
    if (args[0] !== 'rebuild') throw new StartError('Usage: counters rebuild [--json]');
    const cells = await withProduct(({ app }) => rebuildCounters(app));
    print(args, { cells }, [`All tickets are counted anew, in ${cells} cells.`]);
  },
};
