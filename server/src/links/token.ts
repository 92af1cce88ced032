import { timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import type { App } from '../context.ts';

/** The token of a private link: its id with a keyed digest. Nothing secret is stored, so a link can be shown again. */
export function linkToken(app: App, id: string): string {
  const name = Buffer.from(parse(id)).toString('base64url');
  return `${name}.${app.secrets.sign('private link', id).slice(0, 27)}`;
}

export function linkUrl(app: App, id: string): string {
  return `${app.settings.url}/t/${linkToken(app, id)}`;
}

/** The id of a link from its token; null when the token was not made here. */
export function linkIdOf(app: App, token: string): string | null {
  const [name] = token.split('.');
  const bytes = Buffer.from(name ?? '', 'base64url');
  if (bytes.length !== 16) return null;
  const id = safeStringify(bytes);
  if (id === null) return null;
  const expected = Buffer.from(linkToken(app, id));
  const given = Buffer.from(token);
  return expected.length === given.length && timingSafeEqual(expected, given) ? id : null;
}

function safeStringify(bytes: Buffer): string | null {
  try {
    return stringify(bytes);
  } catch {
    return null; // sixteen bytes that are no UUID
  }
}
