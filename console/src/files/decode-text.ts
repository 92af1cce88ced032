/**
 * Text of any charset that customers write in: UTF-16 by its mark, UTF-8, GB18030 when it looks Chinese, else
 * windows-1252. The bytes may end in the middle of a character.
 */
export function decodeText(content: Uint8Array): string {
  const decode = (charset: string, fatal = false) =>
    new TextDecoder(charset, { fatal }).decode(content, { stream: true });
  if (content[0] === 0xff && content[1] === 0xfe) return decode('utf-16le');
  if (content[0] === 0xfe && content[1] === 0xff) return decode('utf-16be');
  try {
    return decode('utf-8', true);
  } catch {
    return decode(looksChinese(content) ? 'gb18030' : 'windows-1252');
  }
}

/** Chinese characters are mostly two bytes above 0xA0 side by side; accented letters mostly stand alone between plain ones. */
function looksChinese(content: Uint8Array): boolean {
  let [inPairs, alone] = [0, 0];
  for (let at = 0; at < content.length; at++) {
    if ((content[at] ?? 0) < 0x80) continue;
    if ((content[at] ?? 0) >= 0xa1 && (content[at + 1] ?? 0) >= 0xa1) {
      inPairs += 2;
      at += 1;
    } else alone += 1;
  }
  return inPairs > alone;
}
