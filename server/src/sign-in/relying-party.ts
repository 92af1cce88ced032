import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { conflict } from '../platform/errors.ts';
import type { Settings } from '../platform/settings.ts';

/** For whom a browser keeps a passkey. */
export interface RelyingParty {
  /** the host's name */
  id: string;
  origin: string;
}

/**
 * The name for which browsers keep passkeys: that of the public address. Browsers keep none for an IP address; an
 * installation that has only the loopback address yet can be tried under http://localhost. Null where there is no name.
 */
export function relyingParty(settings: Settings, request: FastifyRequest): RelyingParty | null {
  const url = new URL(settings.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 0) return { id: host, origin: url.origin };
  const isLoopback = host.startsWith('127.') || host === '::1';
  const asked = request.headers.host ?? '';
  if (!isLoopback || !/^localhost(:\d+)?$/.test(asked)) return null;
  return { id: 'localhost', origin: `${url.protocol}//${asked}` };
}

/** For whom browsers keep passkeys here. Throws a conflict where they keep none. */
export function partyOf(context: Context, request: FastifyRequest): RelyingParty {
  const party = relyingParty(context.app.settings, request);
  if (!party) throw conflict('passkeys_need_a_name', { params: { url: context.app.settings.url } });
  return party;
}
