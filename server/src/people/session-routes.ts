import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { App, Context } from '../context.ts';
import { Refusal } from '../platform/errors.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { handOver, takeBack, tokenOf } from '../sign-in/challenges.ts';
import { finishByCode, signInByPasskey } from '../sign-in/finish-sign-in.ts';
import { partyOf } from '../sign-in/relying-party.ts';
import { finishVisit } from '../sign-in/visit-provider.ts';
import type { Tx } from '../tables.ts';
import { authenticate, sessionCookie } from './authenticate.ts';
import type { SignedIn } from './let-in.ts';
import { me } from './me.query.ts';
import { beginSession, endSessions } from './sessions.ts';
import { setUp, setUpNeeded } from './set-up.ts';
import { type HalfSignedIn, signIn } from './sign-in.ts';
import { viewerOf } from './viewer.ts';

const origin = (request: FastifyRequest) => ({
  userAgent: request.headers['user-agent'] ?? '',
  address: request.ip,
});

function setCookie(app: App, reply: FastifyReply, token: string, expires: Date): void {
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: app.settings.url.startsWith('https:'),
    expires,
  });
}

/** The context of the person whose session has just begun. */
async function signedIn(tx: Tx, context: Context, token: string): Promise<Context> {
  const found = await authenticate(tx, context.org, context.now, { kind: 'session', value: token }, () =>
    loadConfiguration(tx, context.org),
  );
  if (!found) throw new Error('the session that was just begun is not there');
  return { ...context, ...found, actor: { kind: 'user', id: found.viewer.userId, name: found.viewer.name } };
}

/** The answer to whoever has signed in: the cookie, and who they are. */
async function welcome(db: Tx, context: Context, reply: FastifyReply, { token, expires }: SignedIn) {
  setCookie(context.app, reply, token, expires);
  return me(db, await signedIn(db, context, token));
}

/** The answer to whoever has the password right and a second factor: with what they can finish. */
function secondFactorNeeded(
  context: Context,
  reply: FastifyReply,
  { token, totp, passkey }: HalfSignedIn,
): Refusal {
  handOver(context, reply, token);
  return new Refusal('unauthenticated', 'second_factor_needed', { current: { totp, passkey } });
}

export const sessionRoutes: Implementation[] = [
  implement('setupState', async (tx, context) => ({ needed: await setUpNeeded(tx, context.org) })),
  implement('setup', async (tx, context, { body, request, reply }) => {
    const userId = await setUp(tx, context.org, context.now, body);
    const acting: Context = { ...context, actor: { kind: 'user', id: userId, name: body.name } };
    const session = await beginSession(tx, acting, userId, origin(request));
    setCookie(context.app, reply, session.token, session.expires);
    return me(tx, await signedIn(tx, context, session.token));
  }),
  implement(
    'signIn',
    async (db, context, { body, request, reply }) => {
      const outcome = await signIn(db, context, body, origin(request));
      if ('half' in outcome) throw secondFactorNeeded(context, reply, outcome);
      return welcome(db, context, reply, outcome);
    },
    { transaction: 'none' },
  ),
  implement(
    'secondFactor',
    async (db, context, { body, request, reply }) => {
      const outcome = await finishByCode(db, context, tokenOf(request), body.code, origin(request));
      takeBack(reply);
      return welcome(db, context, reply, outcome);
    },
    { transaction: 'none' },
  ),
  implement(
    'signInWithPasskey',
    async (db, context, { body, request, reply }) => {
      const input = { token: tokenOf(request), response: body.response };
      const outcome = await signInByPasskey(db, context, partyOf(context, request), input, origin(request));
      takeBack(reply);
      return welcome(db, context, reply, outcome);
    },
    { transaction: 'none' },
  ),
  implement(
    'finishVisit',
    async (db, context, { body, request, reply }) => {
      const input = { token: tokenOf(request), query: body.query };
      const outcome = await finishVisit(db, context, input, origin(request));
      takeBack(reply);
      if (outcome === 'confirmed') return { me: null };
      if ('half' in outcome) throw secondFactorNeeded(context, reply, outcome);
      return { me: await welcome(db, context, reply, outcome) };
    },
    { transaction: 'none' },
  ),
  implement('me', (tx, context) => me(tx, context)),
  implement('signOut', async (tx, context, { reply }) => {
    const { sessionId, userId } = viewerOf(context);
    if (sessionId) await endSessions(tx, context, userId, { only: sessionId });
    reply.clearCookie(sessionCookie, { path: '/' });
    return null;
  }),
];
