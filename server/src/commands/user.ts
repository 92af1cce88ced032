import { sql } from 'kysely';
import { org } from '../compose.ts';
import { StartError } from '../platform/errors.ts';
import type { Command } from './index.ts';
import { print, withProduct } from './with-product.ts';

/** `user list`: who there is. */
export const user: Command = {
  usage: 'list [--json]',
  summary: 'list the members of staff',
  async run(args) {
    if (args[0] !== 'list') throw new StartError('Usage: user list [--json]');
    const rows = await withProduct(({ app }) =>
      app.db
        .selectFrom('user_account as u')
        .select([
          'u.email',
          'u.name',
          'u.state',
          sql<
            string[]
          >`array(select distinct role_key from role_grant g where g.org_id = u.org_id and g.user_id = u.id order by 1)`.as(
            'roles',
          ),
        ])
        .where('u.org_id', '=', org)
        .orderBy('u.email')
        .execute(),
    );
    print(
      args,
      rows,
      rows.map((row) => `${row.email}\t${row.name}\t${row.state}\t${row.roles.join(', ')}`),
    );
  },
};
