import { addressesOf, plainAddress } from './addresses.ts';
import { decodeText } from './charset.ts';
import { type Contents, contentsOf } from './contents.ts';
import { readDate } from './dates.ts';
import { digestOf } from './digest.ts';
import { forwardedIn } from './forwarded.ts';
import { freshOf } from './fresh.ts';
import { type Headers, idsOf } from './headers.ts';
import { natureOf } from './nature.ts';
import { splitParts } from './parts.ts';
import type { ForwardedMail, MailAddress, MailAttachment, ReadMail } from './types.ts';
import { storable } from './words.ts';

const longestText = 1_000_000; // characters of text or HTML that are kept; the raw mail holds the rest
const longestSubject = 1000;

/**
 * Reads a mail as it came from the wire. Whatever it holds is read as far as it can be read, and `defects` says what could
 * not be; it never throws over the content. The work is bounded by the size of the mail.
 */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  return readNested(raw, 0);
}

const deepest = 3; // mails within mails that are looked into

async function readNested(raw: Uint8Array, depth: number): Promise<ReadMail> {
  const { root, defects } = await splitParts(raw);
  const { headers } = root;
  const contents = contentsOf(root, defects);
  const text = clipped(contents.text || leftOver(raw, headers, contents, defects), defects);
  const html = contents.html === null ? null : clipped(contents.html, defects);
  const [from, sender] = senderOf(headers, defects);
  const subject = headers.text('subject').replace(/\s+/g, ' ').slice(0, longestSubject);
  const fresh = freshOf(text, html);
  const answers =
    headers.has('in-reply-to') ||
    headers.has('references') ||
    /^\s*(?:re|回复|答复|回覆|rv|aw)\s*[:：]/iu.test(subject);
  const { nature, signs, bounce } = natureOf({ root, headers, from, subject, text, fresh, answers });
  const date = dateOf(headers, defects);
  const written = { from, date, subject, text, html, attachments: contents.attachments };
  return {
    messageId: idsOf(headers, 'message-id')[0] ?? null,
    inReplyTo: idsOf(headers, 'in-reply-to'),
    references: idsOf(headers, 'references').slice(-100),
    sender,
    replyTo: addressesOf(headers, 'reply-to'),
    to: addressesOf(headers, 'to'),
    cc: addressesOf(headers, 'cc'),
    deliveredTo: deliveredTo(headers),
    ...written,
    fresh,
    nature,
    signs,
    bounce,
    signed: contents.signed,
    encrypted: contents.encrypted,
    forwarded: nature === 'bounce' ? null : await forwardedOf(subject, text, contents.attachments, depth),
    digest: digestOf(written),
    defects: [...new Set(defects)],
  };
}

/** A mail of which nothing could be read, though it holds something, is shown as it came. */
function leftOver(raw: Uint8Array, headers: Headers, contents: Contents, defects: string[]): string {
  if (contents.html !== null || contents.attachments.length > 0) return '';
  const source = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, longestText));
  const words = storable(decodeText(source, null).text).trim();
  const [, body = ''] = words.split(/\r?\n\r?\n(.*)/s);
  const headed = ['from', 'to', 'subject', 'date', 'message-id'].some((name) => headers.has(name));
  if (headed ? body.trim() === '' : words === '') return '';
  defects.push('shown_as_it_came');
  return words;
}

function clipped(text: string, defects: string[]): string {
  if (text.length <= longestText) return text;
  defects.push('text_cut');
  return text.slice(0, longestText).toWellFormed();
}

function senderOf(headers: Headers, defects: string[]): [MailAddress | null, MailAddress | null] {
  const from = addressesOf(headers, 'from')[0] ?? null;
  const sender = addressesOf(headers, 'sender')[0] ?? null;
  if (from) return [from, sender];
  defects.push('from_missing');
  return [
    sender ?? addressesOf(headers, 'reply-to')[0] ?? addressesOf(headers, 'return-path')[0] ?? null,
    sender,
  ];
}

function dateOf(headers: Headers, defects: string[]): Date | null {
  const date = readDate(headers.text('date'));
  if (date === null && headers.has('date')) defects.push('date_unreadable');
  return date;
}

function deliveredTo(headers: Headers): string[] {
  const names = [
    'delivered-to',
    'x-original-to',
    'envelope-to',
    'x-envelope-to',
    'x-delivered-to',
    'x-forwarded-to',
    'apparently-to',
  ];
  const found = names.flatMap((name) =>
    headers.texts(name).flatMap((value) => value.split(/[,\s]+/).flatMap((each) => plainAddress(each) ?? [])),
  );
  return [...new Set(found)];
}

/** The mail that was passed on, in the text or as the only mail attached. */
async function forwardedOf(
  subject: string,
  text: string,
  attachments: readonly MailAttachment[],
  depth: number,
): Promise<ForwardedMail | null> {
  const inText = forwardedIn(subject, text);
  if (inText || depth >= deepest) return inText;
  const mails = attachments.filter((file) => file.mediaType === 'message/rfc822');
  const [mail] = mails;
  if (!mail || mails.length > 1) return null;
  const inside = await readNested(mail.content, depth + 1);
  if (!inside.from) return null;
  return { from: inside.from, subject: inside.subject || null, date: inside.date, text: inside.text };
}
