import libqp from 'libqp';
import { decodeText, knownCharset } from './charset.ts';

const word = /=\?([^?\s]+)\?([BbQq])\?([^?]*)\?=/g;
const longest = 20_000; // characters of a header that are looked at

/** A header as it came: a binary string, one character for each byte. */
export type RawText = string;

/**
 * The text of a header: folding undone, encoded words (RFC 2047) read. Words that follow each other in one charset are
 * read together, for some programs cut characters in two. Bytes that stand there without being encoded are read too.
 */
export function decodeHeader(raw: RawText, hint: string | null = null): string {
  const line = raw
    .slice(0, longest)
    .replace(/\r?\n[ \t]*/g, ' ')
    .replace(/\t/g, ' ');
  let text = '';
  let from = 0;
  let open: { charset: string; bytes: Buffer[] } | null = null;
  const close = () => {
    if (open) text += decodeText(Buffer.concat(open.bytes), open.charset, hint).text;
    open = null;
  };
  for (const match of line.matchAll(word)) {
    const between = line.slice(from, match.index);
    if (!(open && between.trim() === '')) {
      close();
      text += decodeBytes(between, hint);
    }
    from = match.index + match[0].length;
    const charset = (match[1] ?? '').replace(/\*.*$/, '').toLowerCase();
    const bytes = bytesOf(match[2] ?? '', match[3] ?? '');
    if (open && (open as { charset: string }).charset !== charset) close();
    open ??= { charset, bytes: [] };
    open.bytes.push(bytes);
  }
  close();
  return storable(text + decodeBytes(line.slice(from), hint)).trim();
}

function bytesOf(encoding: string, content: string): Buffer {
  if (encoding.toUpperCase() === 'B') return Buffer.from(content, 'base64');
  return libqp.decode(content.replace(/_/g, ' ').replace(/=(?![0-9a-f]{2})/gi, '=3D'));
}

const escapeMark = '\u001b'; // begins a change of character set in ISO-2022

/** Text of a binary string whose bytes say nothing of their charset. */
export function decodeBytes(raw: RawText, hint: string | null): string {
  if (!/[\x80-\xff]/.test(raw) && !raw.includes(escapeMark)) return raw;
  return decodeText(Buffer.from(raw, 'latin1'), null, hint).text;
}

/** The first charset other than ASCII and UTF-8 that encoded words of these lines name. */
export function charsetOfWords(lines: readonly RawText[]): string | null {
  for (const line of lines)
    for (const match of line.slice(0, longest).matchAll(word)) {
      const charset = knownCharset(match[1]?.replace(/\*.*$/, ''));
      if (charset !== null && charset !== 'utf-8' && charset !== 'ascii') return charset;
    }
  return null;
}

/** Without what a database cannot hold: NUL, and halves of characters. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
