import { requireEverywhere } from '../people/policy.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { handOver } from './challenges.ts';
import { allProviders, presentProvider } from './providers.query.ts';
import { changeProvider, createProvider, removeProvider } from './save-provider.ts';
import { beginVisit } from './visit-provider.ts';

/** Providers of identity: going there, and configuring them. Coming back is a sign-in (people/session-routes.ts). */
export const providerRoutes: Implementation[] = [
  implement(
    'visitProvider',
    async (db, context, { params, body, reply }) => {
      const { url, token } = await beginVisit(db, context, params.id, body.purpose);
      handOver(context, reply, token);
      return { url };
    },
    { transaction: 'none' },
  ),
  implement('listSignInProviders', (tx, context) => {
    requireEverywhere(context, 'config.manage');
    return allProviders(tx, context);
  }),
  implement(
    'createSignInProvider',
    async (_db, context, { body }) => presentProvider(context, await createProvider(context, body)),
    { transaction: 'none' },
  ),
  implement(
    'changeSignInProvider',
    async (db, context, { params, body }) =>
      presentProvider(context, await changeProvider(db, context, params.id, body)),
    { transaction: 'none' },
  ),
  implement('removeSignInProvider', async (tx, context, { params }) => {
    await removeProvider(tx, context, params.id);
    return null;
  }),
];
