import { isIP } from 'node:net';
import * as oidc from 'openid-client';
import { fetch as fetchWith } from 'undici';
import type { Context } from '../context.ts';
import { conflict } from '../platform/errors.ts';
import { readExceptions } from '../platform/outgoing/allowed-addresses.ts';
import { guardedAgent } from '../platform/outgoing/guarded-agent.ts';

/** Where and as whom we ask a provider. */
export interface ProviderAccess {
  issuer: string;
  client_id: string;
  client_secret: string;
}
/** Whom a provider vouches for. */
export interface Vouched {
  subject: string;
  /** verified by the provider; null when it has none, or has not verified it */
  email: string | null;
  name: string | null;
  /** it says that a second factor was proved */
  secondFactor: boolean;
}
const secondFactors = new Set(['mfa', 'otp', 'hwk', 'fpt', 'face', 'pop', 'sms', 'swk']); // RFC 8176
const patience = 10; // seconds
const freshFor = 300; // seconds: for proving once more, the person must have signed in there so lately

/** The one address to which providers send browsers back. */
export const redirectUri = (context: Context): string => `${context.app.settings.url}/login/provider`;

/**
 * Works with a provider whose description is fetched first. It is reached only on the public internet and over HTTPS,
 * or where the operator has listed it. Throws a conflict when it cannot be reached, or is none.
 */
export async function withProvider<T>(
  context: Context,
  provider: ProviderAccess,
  work: (client: oidc.Configuration) => Promise<T>,
): Promise<T> {
  const excepted = readExceptions(context.app.settings.oidcAllow, 'SHOUWEN_OIDC_ALLOW');
  const dispatcher = guardedAgent({ excepted });
  const issuer = new URL(provider.issuer);
  const host = issuer.hostname.replace(/^\[|\]$/g, '');
  const port = Number(issuer.port) || (issuer.protocol === 'https:' ? 443 : 80);
  const listed = excepted({ hostname: host, port, address: isIP(host) ? host : '' });
  const customFetch = (url: string, options: oidc.CustomFetchOptions) =>
    fetchWith(url, {
      method: options.method,
      headers: options.headers,
      redirect: options.redirect,
      ...(options.body === undefined || options.body === null ? {} : { body: String(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
      dispatcher,
    }) as unknown as Promise<Response>;
  try {
    const client = await oidc
      .discovery(issuer, provider.client_id, provider.client_secret, undefined, {
        [oidc.customFetch]: customFetch,
        timeout: patience,
        execute: listed && issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        context.app.log.warn({ err: error, issuer: provider.issuer }, 'provider of identity not reached');
        throw conflict('provider_unreachable', { params: { issuer: provider.issuer } });
      });
    return await work(client);
  } finally {
    await dispatcher.close();
  }
}

/** What a visit to the provider needs: the address for the browser, and what is kept here until it is back. */
export async function visitOf(
  client: oidc.Configuration,
  context: Context,
  { again }: { again: boolean },
): Promise<{ url: string; state: string; nonce: string; verifier: string }> {
  const kept = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  };
  const url = oidc.buildAuthorizationUrl(client, {
    redirect_uri: redirectUri(context),
    scope: 'openid email profile',
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
    code_challenge_method: 'S256',
    ...(again ? { prompt: 'login', max_age: '0' } : {}),
  });
  return { url: url.href, ...kept };
}

/** Exchanges the code that the browser brought back. Gives whom the provider vouches for; throws what the library throws. */
export async function vouchedFor(
  client: oidc.Configuration,
  context: Context,
  visit: { query: string; state: string; nonce: string; verifier: string; again: boolean },
): Promise<Vouched> {
  const back = new URL(redirectUri(context));
  back.search = visit.query;
  const tokens = await oidc.authorizationCodeGrant(client, back, {
    expectedState: visit.state,
    expectedNonce: visit.nonce,
    pkceCodeVerifier: visit.verifier,
    idTokenExpected: true,
    ...(visit.again ? { maxAge: freshFor } : {}),
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('no ID token');
  const told: Record<string, unknown> =
    claims.email === undefined && client.serverMetadata().userinfo_endpoint
      ? { ...claims, ...(await oidc.fetchUserInfo(client, tokens.access_token, claims.sub)) }
      : { ...claims };
  const methods = Array.isArray(claims.amr) ? claims.amr : [];
  return {
    subject: claims.sub,
    email: typeof told.email === 'string' && told.email_verified === true ? told.email : null,
    name: typeof told.name === 'string' ? told.name : null,
    secondFactor: methods.some((method) => typeof method === 'string' && secondFactors.has(method)),
  };
}
