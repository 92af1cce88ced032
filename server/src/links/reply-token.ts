import { timingSafeEqual } from 'node:crypto';
import type { App } from '../context.ts';

const longestLocalPart = 64; // octets, RFC 5321 4.5.3.1.1
const token = /\+t\.([0-9a-z]{1,11})\.([0-9a-f]{16})$/;

/**
 * The address to which an answer to a ticket's mail goes: the mailbox's own with a token behind a plus, so that the
 * answer finds its ticket whatever a mail program does to subject and references. Nothing is stored. The mailbox's
 * plain address when its local part leaves no room.
 */
export function replyAddress(app: App, mailbox: { address: string }, number: number): string {
  const { local, domain } = parts(mailbox.address);
  const marked = `${local}+t.${number.toString(36)}.${digest(app, number)}`;
  return Buffer.byteLength(marked) > longestLocalPart ? mailbox.address : `${marked}@${domain}`;
}

/** The ticket that a reply address names, in whatever case it came; null when the token was not made here. */
export function readReplyToken(app: App, address: string): { number: number } | null {
  const [, written, given] = parts(address).local.toLowerCase().match(token) ?? [];
  if (written === undefined || given === undefined) return null;
  const number = Number.parseInt(written, 36);
  if (!Number.isSafeInteger(number) || number.toString(36) !== written) return null;
  return timingSafeEqual(Buffer.from(digest(app, number)), Buffer.from(given)) ? { number } : null;
}

/** Sixteen hexadecimal digits: some mail servers fold the case of what stands before the @. */
function digest(app: App, number: number): string {
  return Buffer.from(app.secrets.sign('reply address', String(number)), 'base64url')
    .toString('hex')
    .slice(0, 16);
}

function parts(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@');
  return { local: address.slice(0, at), domain: address.slice(at + 1) };
}
