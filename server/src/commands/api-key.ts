import { org } from '../compose.ts';
import { normaliseAddress } from '../people/addresses.ts';
import { createApiKey } from '../people/create-api-key.ts';
import { StartError } from '../platform/errors.ts';
import type { Command } from './index.ts';
import { option, print, withProduct } from './with-product.ts';

/** `api-key create --for EMAIL`: prints nothing but the key, so that a script can keep it. */
export const apiKey: Command = {
  usage: 'create --for EMAIL [--name NAME] [--scopes read,write,admin]',
  summary: 'make an API key for a person',
  async run(args) {
    const email = option(args, '--for');
    if (args[0] !== 'create' || !email)
      throw new StartError('Usage: api-key create --for EMAIL [--name NAME] [--scopes read,write,admin]');
    const scopes = (option(args, '--scopes') ?? 'read,write,admin').split(',').map((scope) => {
      if (scope !== 'read' && scope !== 'write' && scope !== 'admin')
        throw new StartError(`"${scope}" is no scope; there are read, write and admin.`);
      return scope;
    });
    const key = await withProduct(async (composition) => {
      const context = await composition.systemContext();
      return composition.app.db.transaction().execute(async (tx) => {
        const user = await tx
          .selectFrom('user_account')
          .select('id')
          .where('org_id', '=', org)
          .where('email', '=', normaliseAddress(email))
          .where('state', '=', 'active')
          .executeTakeFirst();
        if (!user) throw new StartError(`There is no active member of staff with the address ${email}.`);
        return createApiKey(tx, context, {
          userId: user.id,
          name: option(args, '--name') ?? 'command line',
          scopes,
          expiresAt: null,
        });
      });
    });
    print(args, { key: key.key, id: key.id }, [key.key]);
  },
};
