const longest = 200; // characters; file systems take 255 bytes, of which a Chinese character needs three

/**
 * A file's name as it is kept: the last part of a path, without control characters and the marks that turn the direction
 * of text round (by which `gpj.exe` is made to read as a picture). The ending stays when a long name is cut.
 */
export function cleanFileName(given: string | undefined): string {
  const name = (given ?? '')
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
  if (/^\.*$/.test(name)) return 'file';
  const characters = [...name];
  if (characters.length <= longest) return name;
  const ending = /\.[^.\s]{1,20}$/.exec(name)?.[0] ?? '';
  return characters.slice(0, longest - ending.length).join('') + ending;
}
