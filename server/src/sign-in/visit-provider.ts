import type { Context } from '../context.ts';
import { holdActive, letIn, passwordMarkOf, type SignedIn } from '../people/let-in.ts';
import type { SessionOrigin } from '../people/sessions.ts';
import type { HalfSignedIn } from '../people/sign-in.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Db, Tx } from '../tables.ts';
import { beginChallenge, takeChallenge } from './challenges.ts';
import { proved, sessionOf } from './confirm.ts';
import { factorsOf, hasFactor } from './factors.ts';
import { personOf } from './match-person.ts';
import { type Vouched, visitOf, vouchedFor, withProvider } from './oidc-client.ts';
import { accessOf, type Provider, providerById } from './save-provider.ts';

/** Begins a visit to a provider: where the browser goes, and the token with which it alone can finish. */
export async function beginVisit(
  db: Db,
  context: Context,
  providerId: string,
  purpose: 'sign_in' | 'confirm',
): Promise<{ url: string; token: string }> {
  const who = purpose === 'confirm' ? sessionOf(context) : null;
  const provider = await activeProvider(db, context, providerId);
  const { url, ...kept } = await withProvider(context, accessOf(context, provider), (client) =>
    visitOf(client, context, { again: purpose === 'confirm' }),
  );
  const content = { provider: provider.id, purpose, session: who?.sessionId ?? null, ...kept };
  return { url, token: await beginChallenge(db, context, 'provider', content, who?.userId ?? null) };
}

/** Back from a provider: whoever came signs in, or has proved once more that it is they. */
export async function finishVisit(
  db: Db,
  context: Context,
  input: { token: string | null; query: string },
  from: SessionOrigin,
): Promise<SignedIn | HalfSignedIn | 'confirmed'> {
  const { userId, content } = await takeChallenge(db, context, 'provider', input.token);
  const provider = await activeProvider(db, context, content.provider);
  const visit = { ...content, query: input.query, again: content.purpose === 'confirm' };
  const vouched = await withProvider(context, accessOf(context, provider), (client) =>
    vouchedFor(client, context, visit).catch((error: unknown) => {
      context.app.log.warn({ err: error, provider: provider.id }, 'sign-in with a provider refused');
      throw new Refusal('unauthenticated', 'provider_refused', { params: { name: provider.name } });
    }),
  );
  return db.transaction().execute(async (tx) => {
    const person = await personOf(tx, context, provider, vouched);
    if (content.purpose === 'sign_in') return enter(tx, context, provider, vouched, person, from);
    if (person !== userId || context.viewer?.sessionId !== content.session)
      throw new Refusal('unauthenticated', 'provider_other_person', { params: { name: provider.name } });
    await proved(tx, context, 'provider');
    return 'confirmed' as const;
  });
}

async function enter(
  tx: Tx,
  context: Context,
  provider: Provider,
  vouched: Vouched,
  userId: string,
  from: SessionOrigin,
): Promise<SignedIn | HalfSignedIn> {
  const user = await holdActive(tx, context, userId);
  if (!user) throw new Refusal('unauthenticated', 'provider_stranger', { params: { name: provider.name } });
  if (provider.asks_second_factor || vouched.secondFactor)
    return letIn(tx, context, user, from, { method: 'provider', secondFactor: true });
  const factors = await factorsOf(tx, context, user.id);
  if (!hasFactor(factors)) return letIn(tx, context, user, from, { method: 'provider', secondFactor: false });
  const content = {
    method: 'provider' as const,
    passwordMark: await passwordMarkOf(tx, context, user.id),
  };
  const token = await beginChallenge(tx, context, 'second_factor', content, user.id);
  return { half: true, token, totp: factors.totp, passkey: factors.passkeys > 0 };
}

async function activeProvider(tx: Tx, context: Context, id: string): Promise<Provider> {
  const provider = await providerById(tx, context, id);
  if (!provider.active) throw notFound('sign_in_provider');
  return provider;
}
