import { unreadable } from './table.ts';

/**
 * The text of a file whose charset nobody tells: UTF-8 and UTF-16 by their mark or their bytes, GB18030 as Chinese
 * Windows writes it, windows-1252 as Spanish Windows does. Throws `Refusal` when it is none of these.
 */
export function decodeText(content: Buffer): string {
  const text = decode(content);
  if (text === null) throw unreadable('table_encoding');
  return text;
}

function decode(content: Buffer): string | null {
  if (startsWith(content, 0xff, 0xfe)) return strictly('utf-16le', content);
  if (startsWith(content, 0xfe, 0xff)) return strictly('utf-16be', content);
  const utf16 = unmarkedUtf16(content);
  if (utf16) return strictly(utf16, content);
  const utf8 = strictly('utf-8', content);
  if (utf8 !== null) return utf8;
  return looksChinese(content)
    ? strictly('gb18030', content)
    : definesAll(content)
      ? strictly('windows-1252', content)
      : null;
}

function strictly(charset: string, content: Buffer): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(content);
  } catch {
    return null; // bytes that this charset does not have
  }
}

const startsWith = (content: Buffer, first: number, second: number) =>
  content[0] === first && content[1] === second;

/** UTF-16 without a mark shows in its ASCII characters: separators and line ends have a zero byte on one side. */
function unmarkedUtf16(content: Buffer): 'utf-16le' | 'utf-16be' | null {
  const sample = content.subarray(0, 4096);
  let [even, odd] = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) index % 2 === 0 ? even++ : odd++;
  const enough = Math.max(1, sample.length / 100);
  if (odd > enough && even === 0) return 'utf-16le';
  if (even > enough && odd === 0) return 'utf-16be';
  return null;
}

/**
 * Chinese characters in GB18030 are mostly two bytes above 0xA0, one after the other; accented letters of western
 * charsets mostly stand alone between plain ones.
 */
function looksChinese(content: Buffer): boolean {
  let [inPairs, alone] = [0, 0];
  for (let at = 0; at < content.length; at++) {
    const byte = content[at] ?? 0;
    if (byte < 0x80) continue;
    const next = content[at + 1] ?? 0;
    const fourBytes = next >= 0x30 && next <= 0x39 && (content[at + 2] ?? 0) >= 0x81;
    if (fourBytes || (byte >= 0xa1 && next >= 0xa1)) {
      inPairs += 2;
      at += fourBytes ? 3 : 1;
    } else alone++;
  }
  return inPairs > alone;
}

/** The five codes that windows-1252 leaves open; a decoder lets them through as control characters. */
function definesAll(content: Buffer): boolean {
  return ![0x81, 0x8d, 0x8f, 0x90, 0x9d].some((byte) => content.includes(byte));
}
