import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from our own pages, as far as a browser says: the origin is that of the public address or of
 * the host asked. A program that is no browser names no origin.
 */
export function isOurOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false; // `null`: a page that hides where it is from
  return origin === new URL(publicUrl).origin || new URL(origin).host === host;
}
