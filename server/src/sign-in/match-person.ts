import { type Context, systemActor } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { normaliseAddress } from '../people/addresses.ts';
import { createUser } from '../people/create-user.ts';
import { welcomeInvited } from '../people/let-in.ts';
import { Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import type { Vouched } from './oidc-client.ts';
import type { Provider } from './save-provider.ts';

/**
 * Who of ours it is: whom the provider has vouched for before, else who has the mail address that it has verified. From
 * then on the two belong together: a mail address that the provider gives to somebody else opens nothing. Whoever was
 * invited has arrived by this; a stranger is taken in where the provider's setting says so, without any right yet.
 * Gives the id. Throws `Refusal` 401 when it is nobody.
 */
export async function personOf(tx: Tx, context: Context, provider: Provider, who: Vouched): Promise<string> {
  const known = await tx
    .updateTable('provider_identity')
    .set({ last_used_at: context.now })
    .where('org_id', '=', context.org)
    .where('provider_id', '=', provider.id)
    .where('subject', '=', who.subject)
    .returning('user_id')
    .executeTakeFirst();
  if (known) return known.user_id;
  const stranger = new Refusal('unauthenticated', 'provider_stranger', { params: { name: provider.name } });
  if (who.email === null) throw stranger;
  const user = await tx
    .selectFrom('user_account')
    .select('id')
    .where('org_id', '=', context.org)
    .where('email', '=', normaliseAddress(who.email))
    .executeTakeFirst();
  if (!user && !provider.create_people) throw stranger;
  const id = user?.id ?? (await takeIn(tx, context, who.email, who.name));
  await welcomeInvited(tx, context, id);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('provider_identity')
    .values({
      org_id: context.org,
      provider_id: provider.id,
      subject: who.subject,
      user_id: id,
      created_at: context.now,
      last_used_at: context.now,
    })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst();
  // somebody else at the provider is this person already
  if (numInsertedOrUpdatedRows !== 1n) throw stranger;
  await appendEvent(tx, context, {
    kind: 'provider_identity.linked',
    subject: { kind: 'user', id },
    data: { provider: provider.id },
    payload: { subject: who.subject },
  });
  return id;
}

/** The product itself adds them: nobody is there who could be asked for rights. */
function takeIn(tx: Tx, context: Context, email: string, name: string | null): Promise<string> {
  const acting: Context = { ...context, actor: systemActor, viewer: null };
  const given = (name ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 120);
  return createUser(tx, acting, {
    email,
    name: given || email.slice(0, 120),
    language: context.language,
    time_zone: context.configuration.setting('time_zone', 'UTC'),
  });
}
