import libmime from 'libmime';
import { decodeText } from './charset.ts';
import { Headers } from './headers.ts';
import { htmlToText } from './html-text.ts';
import { nameForType } from './media-names.ts';
import { isOpaque, type Part } from './parts.ts';
import { unpackTnef } from './tnef.ts';
import type { MailAttachment } from './types.ts';
import { takeUuFiles } from './uu.ts';
import { decodeHeader, storable } from './words.ts';

/** What a mail holds: its text, its HTML, and everything else as attachments. */
export interface Contents {
  text: string;
  html: string | null;
  attachments: MailAttachment[];
  signed: 'smime' | 'pgp' | null;
  encrypted: boolean;
}

/** One place of the mail at which text stands, in one or both forms. */
interface Passage {
  plain: string[];
  html: string[];
}

interface Gathering {
  passages: Passage[];
  attachments: MailAttachment[];
  signed: 'smime' | 'pgp' | null;
  encrypted: boolean;
  defects: string[];
}

/** Gathers the text and the attachments of a mail's parts. Adds what could not be read to `defects`. */
export function contentsOf(root: Part, defects: string[]): Contents {
  const found: Gathering = { passages: [], attachments: [], signed: null, encrypted: false, defects };
  gather(root, found, { passage: null, root: true });
  const { passages, attachments, signed, encrypted } = found;
  const filled = passages.filter((one) => one.plain.length + one.html.length > 0);
  const text = tidy(filled.map(plainOf).join('\n\n'));
  const html = filled.some((one) => one.html.length > 0) ? filled.map(htmlOf).join('\n') : null;
  return {
    text,
    html,
    attachments: attachments.map((file) => ({
      ...file,
      inline: file.inline || (file.contentId !== null && html?.includes(`cid:${file.contentId}`) === true),
    })),
    signed,
    encrypted,
  };
}

/** Lines end in one way, and nothing stands before the first or after the last. */
function tidy(text: string): string {
  return storable(text)
    .replace(/\r\n|\r/g, '\n')
    .trimEnd()
    .replace(/^(?:[ \t]{0,200}\n){1,10000}/, '');
}

/** A text part that says next to nothing beside HTML is a sign that there is HTML. */
function plainOf({ plain, html }: Passage): string {
  const text = plain.join('\n\n');
  return html.length > 0 && text.trim() === '' ? html.map((each) => htmlToText(each)).join('\n\n') : text;
}

function htmlOf({ plain, html }: Passage): string {
  if (html.length > 0) return html.join('\n');
  return `<pre style="white-space: pre-wrap">${escaped(plain.join('\n\n'))}</pre>`;
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

interface Place {
  /** of the alternatives that the part is one of */
  passage: Passage | null;
  root: boolean;
}

function gather(part: Part, found: Gathering, place: Place): void {
  if (part.mediaType.startsWith('multipart/') && part.children.length > 0) {
    markProtected(part, found);
    const passage = part.mediaType === 'multipart/alternative' ? opened(found) : place.passage;
    for (const child of part.children) gather(child, found, { passage, root: false });
    return;
  }
  for (const child of part.children) gather(child, found, { passage: null, root: place.root });
  if (part.mediaType.startsWith('multipart/')) {
    // it says that it has parts, and has none
    if (part.content.length === 0) return;
    found.defects.push('parts_missing');
    addText({ ...part, mediaType: 'text/plain' }, found, place);
  } else if (isText(part, found, place)) addText(part, found, place);
  else if (!isSpare(part, place)) attach(part, found);
}

/** Forms of the text that no reader of ours shows. */
const isSpare = (part: Part, place: Place) =>
  place.passage !== null && /^text\/(?:x-amp-html|watch-html)$/.test(part.mediaType);

function opened(found: Gathering): Passage {
  const passage = { plain: [], html: [] };
  found.passages.push(passage);
  return passage;
}

function isText(part: Part, found: Gathering, place: Place): boolean {
  if (!/^text\/(?:plain|html|enriched|richtext)$/.test(part.mediaType)) return false;
  if (place.root) return true;
  if (part.disposition === 'attachment') return false;
  return part.name === null || (part.disposition !== 'inline' && found.passages.length === 0);
}

function addText(part: Part, found: Gathering, place: Place): void {
  const passage = place.passage ?? opened(found);
  let text = textOf(part, found.defects);
  if (part.mediaType === 'text/html') passage.html.push(storable(text));
  else if (part.mediaType === 'text/plain') {
    if (/^flowed$/i.test(part.params.format ?? ''))
      text = libmime.decodeFlowed(text, /^yes$/i.test(part.params.delsp ?? ''));
    passage.plain.push(withoutUu(withoutArmour(text, found), found));
  } else passage.plain.push(text.replace(/<<|<[^<>]{0,200}>/g, (mark) => (mark === '<<' ? '<' : '')));
}

/** The text of a part; what could not be read of it is told. */
export function textOf(part: Part, defects: string[]): string {
  const inside = part.mediaType === 'text/html' ? charsetInside(part.content) : null;
  const { text, damaged } = decodeText(part.content, part.params.charset ?? inside, part.headers.hint);
  if (damaged > 0) defects.push('text_damaged');
  return text;
}

/** The charset that HTML names in itself. */
function charsetInside(content: Buffer): string | null {
  const head = content.subarray(0, 2048).toString('latin1');
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? null;
}

function markProtected(part: Part, found: Gathering): void {
  const protocol = (part.params.protocol ?? '').toLowerCase();
  const kinds = part.children.map((child) => child.mediaType).join(' ');
  if (part.mediaType === 'multipart/signed')
    found.signed = /pgp/.test(protocol) || /pgp/.test(kinds) ? 'pgp' : 'smime';
  if (part.mediaType === 'multipart/encrypted') found.encrypted = true;
}

const signedBegin = '-----BEGIN PGP SIGNED MESSAGE-----';
const signatureBegin = '\n-----BEGIN PGP SIGNATURE-----';
const signatureEnd = '-----END PGP SIGNATURE-----';

/** PGP within the text: its marks are taken away from what is signed, and what is encrypted stays as it is. */
function withoutArmour(text: string, found: Gathering): string {
  if (/^-----BEGIN PGP MESSAGE-----/m.test(text)) found.encrypted = true;
  const begin = text.indexOf(signedBegin);
  const middle = begin < 0 ? -1 : text.indexOf(signatureBegin, begin);
  const end = middle < 0 ? -1 : text.indexOf(signatureEnd, middle);
  if (end < 0) return text;
  found.signed = 'pgp';
  // headers such as `Hash: SHA256` stand above the first empty line
  const inside = text
    .slice(begin + signedBegin.length, middle)
    .replace(/^\r?\n(?:[\w-]+: [^\n]*\n)*\r?\n/, '');
  return text.slice(0, begin) + inside.replace(/^- /gm, '') + text.slice(end + signatureEnd.length);
}

/** Files that stand encoded within the text, as programs before MIME sent them. */
function withoutUu(text: string, found: Gathering): string {
  if (!/^begin [0-7]{3,4} /m.test(text)) return text;
  const { rest, files } = takeUuFiles(text);
  for (const file of files)
    found.attachments.push(fileOf(file.name, 'application/octet-stream', file.content));
  return rest;
}

function fileOf(name: string, mediaType: string, content: Uint8Array): MailAttachment {
  return { name: storable(name), mediaType, content, contentId: null, inline: false, kind: 'file' };
}

function attach(part: Part, found: Gathering): void {
  const { mediaType, content, name } = part;
  if (isTnef(part)) {
    const unpacked = unpackTnef(content, found.defects);
    if (unpacked) {
      // beside a text part it repeats that
      if (!found.passages.some((one) => `${one.plain.join('')}${one.html.join('')}`.trim() !== '')) {
        const passage = opened(found);
        if (unpacked.text) passage.plain.push(unpacked.text);
        if (unpacked.html) passage.html.push(unpacked.html);
      }
      found.attachments.push(...unpacked.attachments);
      return;
    }
  }
  if (/^application\/(?:x-)?pkcs7-mime$/.test(mediaType)) {
    if (part.children.length > 0 || /signed/i.test(part.params['smime-type'] ?? '')) found.signed = 'smime';
    else found.encrypted = true;
  }
  const kind = isOpaque(part) && part.children.length > 0 ? 'signature' : kindOf(part);
  found.attachments.push({
    ...fileOf(name ?? fallbackName(part, kind), mediaType, content),
    contentId: part.contentId === null ? null : storable(part.contentId),
    inline: part.disposition === 'inline' && part.contentId !== null && mediaType.startsWith('image/'),
    kind,
  });
}

const isTnef = ({ mediaType, name }: Part) =>
  /^application\/(?:vnd\.)?ms-tnef$/.test(mediaType) || /^winmail\.dat$/i.test(name ?? '');

function kindOf({ mediaType }: Part): MailAttachment['kind'] {
  if (mediaType === 'text/calendar' || mediaType === 'application/ics') return 'calendar';
  if (mediaType.startsWith('message/') || mediaType === 'text/rfc822-headers') return 'message';
  if (/^application\/(?:(?:x-)?pkcs7-signature|pgp-signature)$/.test(mediaType)) return 'signature';
  return 'file';
}

/** A name for what came without one: a mail is called by its subject. */
function fallbackName(part: Part, kind: MailAttachment['kind']): string {
  if (kind === 'calendar') return 'invite.ics';
  if (part.mediaType !== 'message/rfc822') return nameForType(part.mediaType);
  const subject = subjectIn(part.content)
    .replace(/[\\/:*?"<>|]+/g, ' ')
    .trim();
  return `${subject || 'message'}.eml`;
}

function subjectIn(content: Buffer): string {
  const head = content.subarray(0, 32 * 1024).toString('latin1');
  const found = /^subject:((?:[^\r\n]|\r?\n[ \t])*)/im.exec(head.split(/\r?\n\r?\n/, 1)[0] ?? '');
  return found ? decodeHeader(found[1] ?? '', new Headers([]).hint).slice(0, 150) : '';
}
