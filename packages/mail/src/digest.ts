import { createHash } from 'node:crypto';
import type { ReadMail } from './types.ts';

type Written = Pick<ReadMail, 'from' | 'date' | 'subject' | 'text' | 'html' | 'attachments'>;

/**
 * SHA-256 in hex over what the sender wrote: From, Date, Subject, the decoded text and the attachments. Nothing that servers
 * add on the way is in it, so that one mail that came twice has one digest, and another mail under its id has another.
 */
export function digestOf({ from, date, subject, text, html, attachments }: Written): string {
  const hash = createHash('sha256');
  const add = (value: string) => hash.update(`${Buffer.byteLength(value)}:${value}`);
  add(from?.address ?? '');
  add(date?.toISOString() ?? '');
  add(subject.normalize('NFC').replace(/\s+/g, ' ').trim());
  add((text || html || '').normalize('NFC').replace(/\s+/g, ' ').trim());
  for (const file of attachments) {
    add(file.name);
    add(createHash('sha256').update(file.content).digest('hex'));
  }
  return hash.digest('hex');
}
