import { z } from 'zod';
import { Id, Language, line, Moment } from './common.ts';
import { route } from './contract.ts';
import { ApiKey, Me, Password, Session, TimeZone } from './people.ts';

const params = z.strictObject({ id: Id });

/** Set-up, sign-in, and what everybody does with their own account. */
export const accountRoutes = {
  setupState: route({
    method: 'GET',
    path: '/setup',
    tag: 'Set-up',
    access: 'public',
    summary: 'Whether the first administrator is still to be created',
    response: z.object({ needed: z.boolean() }),
  }),
  setup: route({
    method: 'POST',
    path: '/setup',
    tag: 'Set-up',
    access: 'public',
    status: 201,
    summary: 'Create the first administrator',
    body: z.strictObject({
      organisation: line(120),
      name: line(120),
      email: z.email().max(254),
      password: Password,
      language: Language,
      time_zone: TimeZone.optional(),
    }),
    response: Me,
  }),
  signIn: route({
    limit: { calls: 30, minutes: 5 },
    method: 'POST',
    path: '/session',
    tag: 'Session',
    access: 'public',
    status: 201,
    summary: 'Sign in with mail address and password',
    body: z.strictObject({ email: z.string().max(254), password: z.string().max(200) }),
    response: Me,
  }),
  me: route({
    method: 'GET',
    path: '/session',
    tag: 'Session',
    access: 'user',
    summary: 'Who am I and what may I do',
    response: Me,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/session',
    tag: 'Session',
    access: 'user',
    summary: 'Sign out',
    status: 204,
  }),
  changeMe: route({
    method: 'PATCH',
    path: '/me',
    tag: 'Session',
    access: 'user',
    summary: 'Change my name, language or time zone',
    body: z.strictObject({
      name: line(120).optional(),
      language: Language.optional(),
      time_zone: TimeZone.optional(),
    }),
    response: Me,
  }),
  changePassword: route({
    method: 'POST',
    path: '/me/password',
    tag: 'Session',
    access: 'user',
    summary: 'Change my password; ends my other sessions',
    body: z.strictObject({ current: z.string().max(200), password: Password }),
    status: 204,
  }),
  mySessions: route({
    method: 'GET',
    path: '/me/sessions',
    tag: 'Session',
    access: 'user',
    summary: 'My sessions',
    response: z.object({ items: z.array(Session) }),
  }),
  endMySession: route({
    method: 'DELETE',
    path: '/me/sessions/{id}',
    tag: 'Session',
    access: 'user',
    summary: 'End one of my sessions at once',
    params,
    status: 204,
  }),
  myApiKeys: route({
    method: 'GET',
    path: '/me/api-keys',
    tag: 'Session',
    access: 'user',
    summary: 'My API keys',
    response: z.object({ items: z.array(ApiKey) }),
  }),
  createApiKey: route({
    method: 'POST',
    path: '/me/api-keys',
    tag: 'Session',
    access: 'user',
    scope: 'admin',
    status: 201,
    summary: 'Create an API key; it is shown once',
    body: z.strictObject({
      name: line(100),
      scopes: z
        .array(z.enum(['read', 'write', 'admin']))
        .min(1)
        .max(3),
      expires_at: Moment.nullable().optional(),
    }),
    response: ApiKey.extend({ key: z.string() }),
  }),
  revokeApiKey: route({
    method: 'DELETE',
    path: '/me/api-keys/{id}',
    tag: 'Session',
    access: 'user',
    summary: 'Revoke one of my API keys',
    params,
    status: 204,
  }),
  resetPassword: route({
    limit: { calls: 30, minutes: 5 },
    method: 'POST',
    path: '/password-reset/{token}',
    tag: 'Session',
    access: 'link',
    summary: 'Set a password by a reset or invitation link',
    params: z.strictObject({ token: z.string().max(200) }),
    body: z.strictObject({ password: Password }),
    status: 204,
  }),
};
