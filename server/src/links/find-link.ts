import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import type { PrivateLinkTable } from './tables.ts';
import { linkIdOf } from './token.ts';

export type LinkRow = Selectable<PrivateLinkTable>;

/** The private link of a token. The same refusal for one that is forged, unknown, revoked or expired. */
export async function findLink(
  tx: Tx,
  context: Context,
  token: string,
  kind: LinkRow['kind'],
): Promise<LinkRow> {
  const id = linkIdOf(context.app, token);
  const row = id
    ? await tx
        .selectFrom('private_link')
        .selectAll()
        .where('org_id', '=', context.org)
        .where('id', '=', id)
        .where('kind', '=', kind)
        .where('revoked_at', 'is', null)
        .where((expression) =>
          expression.or([expression('expires_at', 'is', null), expression('expires_at', '>', context.now)]),
        )
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound('link');
  return row;
}
