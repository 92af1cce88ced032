import type { Proof } from '@shouwen/api';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { confirmedUntil } from '../people/confirmed.ts';
import { viewerOf } from '../people/viewer.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import type { Tx } from '../tables.ts';
import { beginChallenge, handOver, takeBack, tokenOf } from './challenges.ts';
import {
  addMyPasskey,
  beginMyTotp,
  finishMyTotp,
  removeMyPasskey,
  removeMyTotp,
  removeSecondFactors,
  renewMyRecoveryCodes,
} from './change-factors.ts';
import { confirm, confirmByPasskey, sessionOf } from './confirm.ts';
import { mySecondFactors } from './factors.query.ts';
import { factorsOf } from './factors.ts';
import { passkeyCreation, passkeyRequest } from './passkeys.ts';
import { knownProviders, offeredProviders } from './providers.query.ts';
import { partyOf, relyingParty } from './relying-party.ts';

const factors = (tx: Tx, context: Context, request: FastifyRequest) =>
  mySecondFactors(tx, context, relyingParty(context.app.settings, request) !== null);

const signInRoutes: Implementation[] = [
  implement('signInMethods', async (tx, context, { request }) => ({
    passkey: relyingParty(context.app.settings, request) !== null,
    providers: await offeredProviders(tx, context),
  })),
  implement('passkeyOptions', async (tx, context, { request, reply }) => {
    const { options, challenge } = await passkeyRequest(tx, context, partyOf(context, request));
    handOver(context, reply, await beginChallenge(tx, context, 'passkey', { challenge }));
    return { options };
  }),
];

const confirmRoutes: Implementation[] = [
  implement('confirmMethods', async (tx, context, { request }) => {
    const { userId } = viewerOf(context);
    const user = await tx
      .selectFrom('user_account')
      .select('password_hash')
      .where('org_id', '=', context.org)
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    const { totp, passkeys } = await factorsOf(tx, context, userId);
    const proofs: Proof[] = [];
    if (user.password_hash !== null) proofs.push('password');
    if (totp) proofs.push('code');
    if (passkeys > 0 && relyingParty(context.app.settings, request)) proofs.push('passkey');
    const until = confirmedUntil(viewerOf(context), context.now);
    const providers = await knownProviders(tx, context, userId);
    if (providers.length > 0) proofs.push('provider');
    return { until: until?.toISOString() ?? null, proofs, providers };
  }),
  implement(
    'confirm',
    async (db, context, { body }) => ({ until: (await confirm(db, context, body)).toISOString() }),
    { transaction: 'none' },
  ),
  implement('confirmPasskeyOptions', async (tx, context, { request, reply }) => {
    const { userId } = sessionOf(context);
    const { options, challenge } = await passkeyRequest(tx, context, partyOf(context, request), userId);
    handOver(context, reply, await beginChallenge(tx, context, 'passkey_proof', { challenge }, userId));
    return { options };
  }),
  implement(
    'confirmWithPasskey',
    async (db, context, { body, request, reply }) => {
      const input = { token: tokenOf(request), response: body.response };
      const until = await confirmByPasskey(db, context, partyOf(context, request), input);
      takeBack(reply);
      return { until: until.toISOString() };
    },
    { transaction: 'none' },
  ),
];

const factorRoutes: Implementation[] = [
  implement('mySecondFactors', (tx, context, { request }) => factors(tx, context, request)),
  implement('beginTotp', (tx, context) => beginMyTotp(tx, context)),
  implement('finishTotp', async (tx, context, { body, request }) => ({
    recovery_codes: await finishMyTotp(tx, context, body.code),
    factors: await factors(tx, context, request),
  })),
  implement('removeTotp', async (tx, context, { request }) => {
    await removeMyTotp(tx, context);
    return factors(tx, context, request);
  }),
  implement('beginPasskey', async (tx, context, { request, reply }) => {
    const { userId } = sessionOf(context);
    const user = await tx
      .selectFrom('user_account')
      .select(['id', 'email', 'name'])
      .where('org_id', '=', context.org)
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    const { options, challenge } = await passkeyCreation(tx, context, partyOf(context, request), user);
    handOver(context, reply, await beginChallenge(tx, context, 'passkey_new', { challenge }, userId));
    return { options };
  }),
  implement('addPasskey', async (tx, context, { body, request, reply }) => {
    const input = { ...body, token: tokenOf(request) };
    const codes = await addMyPasskey(tx, context, partyOf(context, request), input);
    takeBack(reply);
    return { recovery_codes: codes, factors: await factors(tx, context, request) };
  }),
  implement('removePasskey', async (tx, context, { params, request }) => {
    await removeMyPasskey(tx, context, params.id);
    return factors(tx, context, request);
  }),
  implement('newRecoveryCodes', async (tx, context) => ({
    recovery_codes: await renewMyRecoveryCodes(tx, context),
  })),
  implement('removeSecondFactors', async (tx, context, { params }) => {
    await removeSecondFactors(tx, context, params.id);
    return null;
  }),
];

export const secondFactorRoutes: Implementation[] = [...signInRoutes, ...confirmRoutes, ...factorRoutes];
