import { StartError } from '../platform/errors.ts';
import { rebuildSearch } from '../search/rebuild.ts';
import type { Command } from './index.ts';
import { print, withProduct } from './with-product.ts';

/** `search rebuild`: every document of the search written again, beside a running server or alone. */
export const search: Command = {
  usage: 'rebuild [--json]',
  summary: 'write everything that is searched again; works while the server runs',
  async run(args) {
    if (args[0] !== 'rebuild') throw new StartError('Usage: search rebuild [--json]');
    let told = -1;
    const tickets = await withProduct(({ app }) =>
      rebuildSearch(app, (done, total) => {
        const share = total === 0 ? 100 : Math.floor((100 * done) / total);
        if (share === told) return;
        told = share;
        process.stderr.write(`Writing the search again … ${share} % (${done} of ${total})\n`);
      }),
    );
    print(args, { tickets }, [`${tickets} tickets are searchable.`]);
  },
};
