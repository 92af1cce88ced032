import {
  headKind,
  introduces,
  isAdvertised,
  isForwardLine,
  longestLine,
  originalLine,
} from './quoted-words.ts';

/**
 * What its author wrote anew in a plain text: without the history that a mail program quoted and without the signature.
 * The text itself when nothing would be left. A mail that somebody passes on is not history.
 */
export function freshText(text: string): string {
  const lines = text.split('\n');
  const own = withoutHistory(lines);
  const fresh = withoutSignature(own).join('\n').trim();
  if (fresh !== '') return fresh;
  return own.join('\n').trim() || text.trim();
}

const isQuoted = (line: string) => /^\s{0,3}[>＞]/.test(line);
const isBlank = (line: string) => line.trim() === '';

const mostLines = 20_000; // that are looked at

function withoutHistory(lines: readonly string[]): string[] {
  for (let at = 0; at < Math.min(lines.length, mostLines); at++) {
    const line = lines[at] ?? '';
    if (line.length > longestLine) continue;
    if (isForwardLine(line)) return lines.slice();
    if (originalLine.test(line) || headBeginsAt(lines, at)) return lines.slice(0, ruleAbove(lines, at));
    const end = introductionAt(lines, at);
    if (end === null) continue;
    const rest = lines.slice(end);
    // an answer below or between the lines that it answers
    if (rest.some(isQuoted)) return [...lines.slice(0, at), ...ownAmong(rest)];
    // an introduction that nothing follows introduces nothing
    if (rest.some((each) => !isBlank(each))) return lines.slice(0, at);
  }
  return lines.some(isQuoted) ? ownAmong(lines) : lines.slice();
}

/** Whether the head of a quoted mail begins here: who, and at least two of when, to whom and what about. */
function headBeginsAt(lines: readonly string[], at: number): boolean {
  if (headKind(lines[at] ?? '') !== 'from') return false;
  const kinds = new Set(lines.slice(at + 1, at + 8).map((line) => headKind(line.slice(0, longestLine))));
  return [kinds.has('date'), kinds.has('to'), kinds.has('subject')].filter(Boolean).length >= 2;
}

/** A rule, and empty lines, above the head belong to it. */
function ruleAbove(lines: readonly string[], at: number): number {
  let from = at;
  while (from > 0 && /^[-_—=*\s]{0,200}$/.test(lines[from - 1] ?? '')) from -= 1;
  return from;
}

/** The line after an introduction that begins here; it may be broken over three lines. Null when none does. */
function introductionAt(lines: readonly string[], at: number): number | null {
  if (isBlank(lines[at] ?? '')) return null;
  for (let length = 1; length <= 3 && at + length <= lines.length; length++) {
    const some = lines.slice(at, at + length);
    if (some.some((line) => isBlank(line) || line.length > longestLine)) return null;
    if (!introduces(some.map((line) => line.trim()).join(' '))) continue;
    // the shortest run of lines that says it: `Thanks.` above it is the author's
    if (
      length > 1 &&
      !/^\s*(?:[>*]\s*)?(?:On|El|Am|Le|At|在|于|於|\d{4}|["“'<]|[^<>]{1,80}<)/u.test(some[0] ?? '')
    )
      return null;
    return at + length;
  }
  return null;
}

/** The lines that are not quoted, nor introduce what is. */
function ownAmong(lines: readonly string[]): string[] {
  const own: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isQuoted(line)) continue;
    const end = introductionAt(lines, at);
    if (end !== null && lines.slice(end, end + 3).some(isQuoted)) {
      at = end - 1;
      continue;
    }
    own.push(line);
  }
  return own;
}

const longestSignature = 15; // lines

function withoutSignature(lines: readonly string[]): string[] {
  const end = signatureAt(lines);
  const kept = lines.slice(0, end);
  while (kept.length > 0 && isBlank(kept.at(-1) ?? '')) kept.pop();
  return kept;
}

function signatureAt(lines: readonly string[]): number {
  const filled = lines.findLastIndex((line) => !isBlank(line)) + 1;
  for (let at = Math.max(0, filled - 60); at < filled; at++) if (/^-- ?$/.test(lines[at] ?? '')) return at;
  for (let at = Math.max(0, filled - longestSignature); at < filled; at++) {
    const line = lines[at] ?? '';
    if (line.length > longestLine) continue;
    if (isAdvertised(line)) return boxAbove(lines, at);
    if (/^\s*[-—_]{10,60}\s*$/.test(line) && isCard(lines.slice(at + 1, filled))) return at;
  }
  return filled;
}

/** Some signatures stand in a table, which is drawn with strokes in plain text. */
function boxAbove(lines: readonly string[], at: number): number {
  let from = at;
  if (!/\||签名由/.test(lines[at] ?? '')) return from;
  for (let up = at - 1; up >= Math.max(0, at - 12); up--) {
    const line = lines[up] ?? '';
    if (/^\s*\|/.test(line)) from = up;
    else if (!isBlank(line) && line.length > 40) break;
  }
  return from;
}

/** A few short lines below a rule: a name, a place, a number. */
function isCard(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => !isBlank(line));
  return filled.length > 0 && filled.length <= 8 && filled.every((line) => line.trim().length <= 80);
}
