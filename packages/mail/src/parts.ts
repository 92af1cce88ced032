import type { EventEmitter } from 'node:events';
import { type MimeNode, Splitter } from '@zone-eu/mailsplit';
import libmime from 'libmime';
import libqp from 'libqp';
import { charsetOfBytes, knownCharset } from './charset.ts';
import { Headers } from './headers.ts';
import { signedContent } from './signed-content.ts';
import { takeUuFiles } from './uu.ts';
import { charsetOfWords, decodeBytes, decodeHeader } from './words.ts';

/** One part of a mail. */
export interface Part {
  headers: Headers;
  /** lower-case, such as text/plain */
  mediaType: string;
  params: Record<string, string>;
  disposition: string | null;
  name: string | null;
  /** without < > */
  contentId: string | null;
  /** what a leaf holds, its transfer encoding undone */
  content: Buffer;
  children: Part[];
}

const mostParts = 1000;

/**
 * Splits a mail into its parts. What cannot be split is left as it is: the parts that were found until then are given, with
 * the defect. Nested mails stay whole, as the content of their part.
 */
export async function splitParts(raw: Uint8Array, depth = 0): Promise<{ root: Part; defects: string[] }> {
  const nodes: MimeNode[] = [];
  const bodies = new Map<MimeNode, Buffer[]>();
  const defects: string[] = [];
  const splitter = new Splitter({ ignoreEmbedded: true, maxChildNodes: mostParts });
  splitter.on('data', (chunk) => {
    if (chunk.type === 'node') nodes.push(chunk as MimeNode);
    // what stands in a multipart outside its parts is given as data
    else if (chunk.value && (chunk.type === 'body' || (chunk.node as MimeNode).multipart)) {
      const body = bodies.get(chunk.node as MimeNode);
      if (body) body.push(chunk.value);
      else bodies.set(chunk.node as MimeNode, [chunk.value]);
    }
  });
  await new Promise<void>((resolve) => {
    const stream: EventEmitter = splitter;
    stream.once('end', resolve);
    stream.once('error', (error: Error & { code?: string }) => {
      defects.push(error.code === 'EMAXLEN' ? 'too_large_to_split' : 'cannot_be_split');
      resolve();
    });
    splitter.end(Buffer.from(raw.buffer, raw.byteOffset, raw.length));
  });
  const root = treeOf(nodes, bodies, defects);
  if (depth < 3) await openSigned(root, defects, depth);
  return { root, defects };
}

/** Puts the mail that stands inside a signature below the part that holds it. */
async function openSigned(root: Part, defects: string[], depth: number): Promise<void> {
  const waiting = [root];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    waiting.push(...part.children);
    if (!isOpaque(part)) continue;
    const inside = signedContent(part.content);
    if (inside === null) continue;
    const { root: inner, defects: its } = await splitParts(inside, depth + 1);
    part.children = [inner];
    defects.push(...its);
  }
}

/** An S/MIME part that holds what it signs. */
export const isOpaque = ({ mediaType, params, name }: Part): boolean =>
  /^application\/(?:x-)?pkcs7-mime$/.test(mediaType) &&
  /^$|signed/i.test(params['smime-type'] ?? '') &&
  !/\.p7c$/i.test(name ?? '');

function treeOf(nodes: readonly MimeNode[], bodies: Map<MimeNode, Buffer[]>, defects: string[]): Part {
  const parts = new Map<unknown, Part>();
  const hint = hintOf(nodes, bodies);
  let root: Part | null = null;
  for (const node of nodes) {
    const part = partOf(node, bodies.get(node) ?? [], hint, defects);
    parts.set(node, part);
    if (root === null) root = part;
    else (parts.get(node.parentNode) ?? root).children.push(part);
  }
  return root ?? emptyPart();
}

/**
 * The charset that what does not name its own may be in: one that the mail names somewhere, else what its bytes look like
 * when all of them are looked at together.
 */
function hintOf(nodes: readonly MimeNode[], bodies: Map<MimeNode, Buffer[]>): string | null {
  const lines = nodes.flatMap((node) => linesOf(node).map(({ line }) => line));
  const named = charsetOfWords(lines) ?? nodes.map(namedBy).find((charset) => charset !== null);
  if (named) return named;
  const unnamed = nodes.filter((node) => node.contentType === 'text/plain' && !node.charset);
  const bytes = [
    ...lines.filter((line) => /[\x80-\xff]/.test(line)).map((line) => Buffer.from(line, 'latin1')),
    ...unnamed.flatMap((node) => bodies.get(node) ?? []),
  ];
  return bytes.length === 0 ? null : charsetOfBytes(Buffer.concat(bytes).subarray(0, 64 * 1024));
}

/** What a part says it is in; Western ones are said too often without being meant. */
function namedBy(node: MimeNode): string | null {
  const charset = knownCharset(node.charset || null);
  return charset === null || ['utf-8', 'ascii', 'windows-1252'].includes(charset) ? null : charset;
}

const linesOf = (node: MimeNode) => (node.headers ? node.headers.getList() : []);

function emptyPart(): Part {
  return {
    headers: new Headers([]),
    mediaType: 'text/plain',
    params: {},
    disposition: null,
    name: null,
    contentId: null,
    content: Buffer.alloc(0),
    children: [],
  };
}

function partOf(node: MimeNode, body: Buffer[], hint: string | null, defects: string[]): Part {
  const headers = new Headers(linesOf(node), hint);
  const type = structured(headers, 'content-type');
  const disposition = structured(headers, 'content-disposition');
  const encoding = headers
    .text('content-transfer-encoding')
    .toLowerCase()
    .replace(/\(.*?\)|[\s"';]/g, '');
  return {
    headers,
    mediaType: (node.contentType || type.value || 'text/plain').toLowerCase().trim(),
    params: type.params,
    disposition: disposition.value.toLowerCase().trim() || null,
    name: nameOf(disposition.params.filename ?? type.params.name, headers.hint),
    contentId: headers.text('content-id').replace(/^<|>$/g, '').trim() || null,
    content: decodeTransfer(Buffer.concat(body), encoding, defects),
    children: [],
  };
}

function structured(headers: Headers, name: string): { value: string; params: Record<string, string> } {
  const raw = (headers.raw(name)[0] ?? '').slice(0, 20_000).replace(/\r?\n[ \t]*/g, ' ');
  const { value, params } = libmime.parseHeaderValue(raw, { stripComments: true });
  return { value: String(value ?? ''), params: { ...params } as Record<string, string> };
}

/** A file's name: encoded as RFC 2231 says (read by then), as words, or as bytes of any charset. */
function nameOf(given: string | undefined, hint: string | null): string | null {
  if (given === undefined || given === '') return null;
  const bytes = /[\x80-\xff]/.test(given) && !/[\u0100-\uffff]/.test(given);
  const name = /=\?/.test(given) ? decodeHeader(given, hint) : bytes ? decodeBytes(given, hint) : given;
  return name.replaceAll('\0', '').toWellFormed().trim() || null;
}

function decodeTransfer(body: Buffer, encoding: string, defects: string[]): Buffer {
  if (encoding === 'base64' || encoding === 'b') return decodeBase64(body, defects);
  if (encoding === 'quoted-printable' || encoding === 'q') return libqp.decode(body.toString('latin1'));
  if (encoding === 'x-uuencode' || encoding === 'uuencode' || encoding === 'x-uue')
    return takeUuFiles(body.toString('latin1')).files[0]?.content ?? body;
  if (!['', '7bit', '8bit', 'binary', '7-bit', '8-bit'].includes(encoding))
    defects.push('transfer_encoding_unknown');
  return body;
}

/** Each run up to its padding is decoded by itself: some programs put encoded pieces one after the other. */
function decodeBase64(body: Buffer, defects: string[]): Buffer {
  const text = body.toString('latin1');
  const clean = text.replace(/[^A-Za-z0-9+/=]/g, '');
  if (/[^A-Za-z0-9+/=\s]/.test(text)) defects.push('base64_damaged');
  return Buffer.concat(clean.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}
