import type { ClientMessages, ServerMessages } from '@shouwen/api';
import type { FastifyInstance } from 'fastify';
import type { Socket } from 'socket.io';
import type { Context } from '../context.ts';
import { sessionCookie } from '../people/authenticate.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Credential } from '../platform/http/server.ts';
import type { Sockets } from '../platform/realtime/open-sockets.ts';

/** A context in which somebody is signed in. */
export type SignedIn = Context & { viewer: Viewer };
/** What is known of a socket from its handshake on. */
export interface Admitted {
  credential: Credential;
  context: SignedIn;
  /** how far the ledger had been read when the credential was looked at */
  readTo: number;
}
export type RealtimeServer = Sockets<ClientMessages, ServerMessages, Admitted>;
export type RealtimeSocket = Parameters<Parameters<RealtimeServer['use']>[0]>[0];

/** The API key or session that a handshake shows; null when it shows none. */
export function credentialIn(http: FastifyInstance, socket: Pick<Socket, 'handshake'>): Credential | null {
  const { auth, headers } = socket.handshake;
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const key = typeof auth.token === 'string' ? auth.token : bearer;
  if (key) return { kind: 'api_key', value: key };
  const session = headers.cookie ? http.parseCookie(headers.cookie)[sessionCookie] : undefined;
  return session ? { kind: 'session', value: session } : null;
}

/** Whether a context is of somebody who may listen: signed in, and with a key that may read. */
export function mayListen(context: Context | null): context is SignedIn {
  const scopes = context?.viewer?.scopes;
  return context?.viewer != null && (!scopes || scopes.includes('read') || scopes.includes('admin'));
}
