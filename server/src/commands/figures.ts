import { rebuildFigures } from '../figures/rebuild-figures.ts';
import { StartError } from '../platform/errors.ts';
import type { Command } from './index.ts';
import { print, withProduct } from './with-product.ts';

/** `figures rebuild`: what operating figures are worked out from, made anew from the ledger. */
export const figures: Command = {
  usage: 'rebuild [--json]',
  summary: 'work operating figures out of the ledger anew; works while the server runs',
  async run(args) {
    if (args[0] !== 'rebuild') throw new StartError('Usage: figures rebuild [--json]');
    const sum = await withProduct(({ app, systemContext }) =>
      rebuildFigures(app, systemContext, (done) => {
        process.stderr.write(`Reading the ledger again … ${done} tickets\n`);
      }),
    );
    print(args, sum, [
      `The figures of ${sum.tickets} tickets are what the ledger tells; ${sum.righted} were put right.`,
    ]);
  },
};
