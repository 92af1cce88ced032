import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** Bytes read as text. */
export interface Decoded {
  text: string;
  charset: string;
  /** characters that could not be read */
  damaged: number;
}

/** Names that mail programs use and the tables do not know. GB2312 and GBK are read as what contains them. */
const aliases: Record<string, string> = {
  gb2312: 'gb18030',
  gbk: 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  windows936: 'gb18030',
  xgbk: 'gb18030',
  gb231280: 'gb18030',
  chinese: 'gb18030',
  xxbig5: 'big5',
  big5hkscs: 'big5',
  cp950: 'big5',
  ksc56011987: 'cp949',
  ksc5601: 'cp949',
  euckr: 'cp949',
  ms932: 'shift_jis',
  windows31j: 'shift_jis',
  xsjis: 'shift_jis',
  sjis: 'shift_jis',
  cp932: 'shift_jis',
  xeucjp: 'euc-jp',
  iso2022jpms: 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  csiso2022jp: 'iso-2022-jp',
  iso88591: 'windows-1252',
  latin1: 'windows-1252',
  iso88599: 'windows-1254',
  iso88598i: 'iso-8859-8',
  usascii: 'ascii',
  unicode11utf8: 'utf-8',
  utf8mb4: 'utf-8',
};

/** The name under which a charset is read here; null for one that nothing here reads, or none. */
export function knownCharset(given: string | null | undefined): string | null {
  const name = (given ?? '').toLowerCase().replace(/[\s"']/g, '');
  const short = name.replace(/[^a-z0-9]/g, '');
  if (short === '') return null;
  const charset = aliases[short] ?? name;
  if (charset === 'iso-2022-jp') return charset;
  return iconv.encodingExists(charset) && !/^(?:base64|hex|ucs2|internal)/.test(charset) ? charset : null;
}

/** Reads bytes in one charset, whatever they are. */
export function decodeAs(bytes: Uint8Array, charset: string): Decoded {
  const text =
    charset === 'iso-2022-jp'
      ? new TextDecoder('iso-2022-jp').decode(bytes)
      : iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), charset);
  return { text, charset, damaged: text.split('\ufffd').length - 1 };
}

const multiByte = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'cp949'];

/**
 * Reads bytes that say they are in `declared`, or say nothing. What they say is believed as long as it can be true: text
 * that is UTF-8 beyond doubt is read as that, text that carries the marks of ISO-2022-JP as that, and text that holds
 * characters which cannot be in what it says as what it most looks like. `hint` is a charset that the same mail uses elsewhere.
 */
export function decodeText(bytes: Uint8Array, declared: string | null, hint: string | null = null): Decoded {
  const charset = knownCharset(declared);
  if (charset?.startsWith('utf-16') || charset?.startsWith('utf-32') || charset === 'utf-7')
    return decodeAs(bytes, charset);
  const high = countHigh(bytes);
  if (high === 0) {
    if (hasJapaneseEscapes(bytes)) return decodeAs(bytes, 'iso-2022-jp');
    if (charset === 'hz-gb-2312' || /^hz/i.test(declared ?? '')) return decodeHz(bytes);
    return decodeAs(bytes, charset === 'iso-2022-jp' ? charset : 'utf-8');
  }
  const utf8 = asUtf8(bytes);
  if (utf8 && (charset === null || charset === 'utf-8' || speaksForUtf8(bytes, charset))) return utf8;
  const marked = byMark(bytes);
  if (marked) return marked;
  if (charset === null || charset === 'ascii' || charset === 'iso-2022-jp') return guess(bytes, hint);
  const said = decodeAs(bytes, charset);
  if (said.damaged === 0 && !(isLatin(charset) && high / bytes.length > 0.25)) return said;
  // a character cut in two, or a few broken bytes, is no other charset
  if (said.damaged > 0 && said.damaged * 20 < high) return said;
  const guessed = guess(bytes, hint);
  return guessed.damaged < Math.max(1, said.damaged) ? guessed : said;
}

const isLatin = (charset: string) => /^(?:windows-1252|windows-1254|iso-8859-15|iso-8859-1)$/.test(charset);

function countHigh(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte >= 0x80) count += 1;
  return count;
}

/** ISO-2022-JP changes to Japanese and back by `ESC $ B`, `ESC $ @` and `ESC ( J`. */
function hasJapaneseEscapes(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return ['\u001b$B', '\u001b$@', '\u001b(J'].some((mark) => text.includes(mark, 0, 'latin1'));
}

function asUtf8(bytes: Uint8Array): Decoded | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, charset: 'utf-8', damaged: 0 };
  } catch {
    return null;
  }
}

/** Two bytes may be one character of an Eastern charset by accident; three that also are one of UTF-8 are that. */
function speaksForUtf8(bytes: Uint8Array, charset: string): boolean {
  return !multiByte.includes(charset) || bytes.some((byte) => byte >= 0xe0);
}

/** UTF-16 that begins with its mark. */
function byMark(bytes: Uint8Array): Decoded | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, 'utf-16be');
  return null;
}

const sample = 64 * 1024; // bytes that are looked at

/** The charset that bytes most look like. Few bytes look like anything: what the mail uses elsewhere goes first. */
function guess(bytes: Uint8Array, hint: string | null): Decoded {
  const utf8 = asUtf8(bytes);
  if (utf8) return utf8;
  const known = knownCharset(hint);
  if (known !== null && known !== 'ascii' && known !== 'utf-8' && known !== 'iso-2022-jp') {
    const hinted = decodeAs(bytes, known);
    if (hinted.damaged === 0) return hinted;
  }
  let best: Decoded | null = null;
  for (const { name } of analyse(bytes.subarray(0, sample)).slice(0, 6)) {
    const charset = knownCharset(name);
    if (charset === null || charset === 'utf-8' || charset.startsWith('utf-')) continue;
    const decoded = decodeAs(bytes, charset);
    if (decoded.damaged === 0) return decoded;
    if (best === null || decoded.damaged < best.damaged) best = decoded;
  }
  const broken = decodeAs(bytes, 'utf-8');
  return best !== null && best.damaged < broken.damaged ? best : broken;
}

/** The charset, other than ASCII and UTF-8, that bytes look like; null when they look like none. */
export function charsetOfBytes(bytes: Uint8Array): string | null {
  const { charset, damaged } = guess(bytes, null);
  return damaged === 0 && charset !== 'utf-8' && charset !== 'ascii' ? charset : null;
}

/** HZ: GB 2312 in seven bits between `~{` and `~}` (RFC 1843). */
function decodeHz(bytes: Uint8Array): Decoded {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const text = source
    .replace(/~\n/g, '')
    .replace(/~\{([\x21-\x7e\s]*?)(?:~\}|\n|$)/g, (_, inside: string) =>
      iconv.decode(
        Buffer.from(inside, 'latin1').map((byte) => byte | 0x80),
        'gb18030',
      ),
    )
    .replace(/~~/g, '~');
  return { text, charset: 'hz-gb-2312', damaged: text.split('\ufffd').length - 1 };
}
