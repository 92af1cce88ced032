import { addressesIn } from './addresses.ts';
import { readDate } from './dates.ts';
import { headKind, headLine, isForwardLine, longestLine } from './quoted-words.ts';
import type { ForwardedMail } from './types.ts';

const forwardSubject = /^\s*(?:fwd?|fw|转发|轉寄|轉發|rv|reenv|wg|tr|enc|i)\s*[:：]/iu;

/**
 * The mail that somebody passed on within the text of theirs: who wrote it, when, and what. Null when the mail is none
 * that passes on: what an answer quotes is no such thing.
 */
export function forwardedIn(subject: string, text: string): ForwardedMail | null {
  const lines = text.split('\n').map((line) => line.replace(/^\s*(?:[>*|]\s?)+/, ''));
  const line = lines.findIndex((each) => each.length < longestLine && isForwardLine(each));
  if (line < 0 && !forwardSubject.test(subject)) return null;
  const from = lines.findIndex((each, at) => at > line && headKind(each.slice(0, longestLine)) === 'from');
  if (from < 0 || (line >= 0 && from > line + 8)) return null;
  const head: Partial<Record<keyof typeof headLine, string>> = {};
  let at = headStart(lines, from);
  for (; at < lines.length && at < from + 12; at++) {
    const each = (lines[at] ?? '').slice(0, longestLine);
    const kind = headKind(each);
    if (kind) head[kind] ??= (headLine[kind].exec(each)?.[1] ?? '').replace(/\*/g, '').trim();
    else if (each.trim() !== '') {
      // a long line is broken in two
      if (/^\s/.test(each) || /[,，;；]$/.test((lines[at - 1] ?? '').trim())) continue;
      break;
    } else if (at > from + 1 && head.subject !== undefined) break;
  }
  const [sender] = addressesIn(plain(head.from ?? ''));
  if (!sender) return null;
  return {
    from: { address: sender.address, name: sender.name },
    subject: head.subject || null,
    date: readDate(head.date ?? ''),
    text: lines.slice(at).join('\n').trim(),
  };
}

/** The head may begin before the line that says from whom: some put the subject first. */
function headStart(lines: readonly string[], from: number): number {
  let at = from;
  while (at > 0 && headKind((lines[at - 1] ?? '').slice(0, longestLine)) !== null) at -= 1;
  return at;
}

/** `Ana <ana@example.com>`, however a program wrote it into text. */
function plain(words: string): string {
  const found = /<?\[?(?:mailto:)?([^\s<>()[\]:,;"'（）“”]{1,64}@[^\s<>()[\]:,;"'（）“”]{3,255})/i.exec(
    words,
  );
  if (!found) return words;
  const name = words
    .slice(0, found.index)
    .replace(/["“”'<>[\]()（）]/g, ' ')
    .trim();
  return name === '' ? (found[1] ?? '') : `"${name.replace(/\\/g, '')}" <${found[1]}>`;
}
